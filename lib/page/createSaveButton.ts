import type { PostState } from '@/lib/model/postState';
import { buttonStyle } from '@/lib/page/draw/buttonStyle';
import { createShadow } from '@/lib/page/draw/createShadow';
import { drawIcon, drawRing, type IconName } from '@/lib/page/draw/icons';

/** The tag of our elements; also how what a dead copy of the script left behind is found. */
export const BUTTON_TAG = 'tokshelf-button';

/** What a button says in one state. */
export interface ButtonWords {
  /** Under the icon. */
  readonly label: string;
  /** For screen readers: what a click does, or how things stand. */
  readonly name: string;
}

/** A button that is a box to tick for a while. */
export interface Box {
  /** For screen readers: which post it chooses. */
  readonly name: string;
  readonly isChosen: boolean;
}

export interface SaveButton {
  readonly host: HTMLElement;
  show(state: PostState, words: ButtonWords): void;
  /** Turns it into a box, or back. */
  tick(box: Box | undefined): void;
  /** Puts the keyboard's focus back after the site moved the element. */
  readonly control: HTMLElement;
}

export type ButtonLook = 'column' | 'row' | 'thumbnail' | 'floating';

const iconOf: Record<PostState['state'], IconName> = {
  none: 'save',
  queued: 'queued',
  saving: 'saving',
  saved: 'saved',
  failed: 'failed',
};

/** The inside is built once per document and kind, and copied: a grid gets 140 of them at once. */
const templates = new WeakMap<Document, Map<boolean, Element>>();

const buildControl = (doc: Document, labelled: boolean): HTMLElement => {
  const button = doc.createElement('button');
  button.type = 'button';
  const disc = doc.createElement('span');
  disc.className = 'disc';
  disc.append(drawIcon(doc, 'save'));
  button.append(disc);
  if (!labelled) return button;
  const label = doc.createElement('span');
  label.className = 'label';
  label.setAttribute('aria-hidden', 'true');
  button.append(label);
  return button;
};

const copyControl = (doc: Document, labelled: boolean): HTMLElement => {
  const template = templates.get(doc)?.get(labelled) ?? buildControl(doc, labelled);
  templates.set(doc, new Map(templates.get(doc)).set(labelled, template));
  const copy = template.cloneNode(true);
  return copy instanceof HTMLElement ? copy : buildControl(doc, labelled);
};

const setIcon = (disc: Element, name: IconName): void => {
  const icon = drawIcon(disc.ownerDocument, name);
  disc.querySelector('.icon')?.replaceWith(icon);
};

/** Makes the element; it does nothing by itself, clicks are heard by the input guard. */
export const createSaveButton = (doc: Document, look: ButtonLook, theme: 'light' | 'dark'): SaveButton => {
  const host = doc.createElement(BUTTON_TAG);
  host.className = theme === 'dark' ? `${look} dark` : look;
  const control = copyControl(doc, look === 'column');
  createShadow(host, buttonStyle).append(control);
  const disc = control.firstElementChild;
  const label = disc?.nextElementSibling;
  let shown: PostState['state'] = 'none';
  let last: { readonly state: PostState; readonly words: ButtonWords } | undefined;
  let box: Box | undefined;

  const drawBox = ({ name, isChosen }: Box): void => {
    if (disc && shown !== 'saved') {
      setIcon(disc, 'saved');
      shown = 'saved';
    }
    control.className = isChosen ? 'box chosen' : 'box';
    control.setAttribute('role', 'checkbox');
    control.setAttribute('aria-checked', String(isChosen));
    control.setAttribute('aria-label', name);
  };

  const button: SaveButton = {
    host,
    control,
    tick(next) {
      if (next) {
        if (next.isChosen !== box?.isChosen || next.name !== box.name) drawBox(next);
      } else if (box) {
        for (const name of ['role', 'aria-checked', 'tabindex', 'class']) control.removeAttribute(name);
        box = undefined;
        if (last) button.show(last.state, last.words);
      }
      box = next;
    },
    show(state, words) {
      last = { state, words };
      if (box) return;
      control.setAttribute('aria-label', words.name);
      // Drawn by the style: a page's window.find() finds text in closed roots, too (Chromium 156).
      if (label instanceof HTMLElement && label.dataset.text !== words.label) label.dataset.text = words.label;
      if (state.state !== shown && disc) {
        setIcon(disc, iconOf[state.state]);
        if (!disc.querySelector('.ring')) disc.append(drawRing(doc));
        shown = state.state;
      }
      const starting = state.state === 'saving' && state.progress === 0;
      const className = `${state.state}${starting ? ' starting' : ''}`;
      if (control.className !== className && (className !== 'none' || control.className !== ''))
        control.className = className;
      if (state.state === 'saving') control.style.setProperty('--progress', String(Math.round(state.progress * 100)));
    },
  };
  return button;
};

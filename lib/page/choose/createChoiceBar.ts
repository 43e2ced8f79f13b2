import { createShadow } from '@/lib/page/draw/createShadow';
import { drawIcon } from '@/lib/page/draw/icons';
import type { PagePort } from '@/lib/rpc/PagePort';
import { barStyle } from './barStyle';

/** The tag of the bar; also how what a dead copy of the script left behind is found. */
export const BAR_TAG = 'tokshelf-bar';

/** How large the bar is at most: narrow windows break it into lines. */
export const BAR_SIZE = { width: 760, height: 260 };

/** What the bar's buttons do. */
export interface BarActions {
  save(): void;
  all(): void;
  none(): void;
  close(): void;
  openLibrary(): void;
}

/** How many of what was chosen are saved, or will not be. */
export interface Report {
  readonly total: number;
  readonly saved: number;
  readonly failed: number;
}

/** The bar at the bottom of the window: of a choice, and after that of what became of it. */
export interface ChoiceBar {
  readonly host: HTMLElement;
  showChoice(choice: { readonly count: number; readonly seen: number; readonly isBusy: boolean }): void;
  showReport(report: Report): void;
  focusSave(): void;
  setTheme(theme: 'light' | 'dark'): void;
  remove(): void;
}

/** Presses, and keys that would steer the site's player, end at the bar. */
const KEPT = [
  'click',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'touchstart',
  'touchend',
  'keydown',
  'keyup',
] as const;

type Words = Pick<PagePort, 't' | 'language' | 'direction'>;

/** What the report says. */
export const reportText = ({ t, language }: Omit<Words, 'direction'>, { total, saved, failed }: Report): string => {
  const numbers = new Intl.NumberFormat(language);
  const said = t('page_chosen_saved', numbers.format(saved), numbers.format(total));
  return failed === 0 ? said : `${said} · ${t('page_chosen_failed', numbers.format(failed))}`;
};

/** @param isPress refuses presses that the page makes up or has lured the person into */
export const createChoiceBar = (
  doc: Document,
  words: Words,
  actions: BarActions,
  isPress: (host: Element, event: MouseEvent) => boolean,
): ChoiceBar => {
  const { t } = words;
  const numbers = new Intl.NumberFormat(words.language);
  const host = doc.createElement(BAR_TAG);
  const root = createShadow(host, barStyle);
  for (const type of KEPT) host.addEventListener(type, (event) => event.stopPropagation());

  const make = <K extends 'div' | 'span'>(tag: K, className: string): HTMLElementTagNameMap[K] => {
    const made = doc.createElement(tag);
    made.className = className;
    return made;
  };
  // One that is disabled for the browser would lose the keyboard's focus while work is under way.
  const allow = (one: HTMLElement, on: boolean): void => one.setAttribute('aria-disabled', String(!on));
  const isAllowed = (one: HTMLElement): boolean => one.getAttribute('aria-disabled') !== 'true';
  const button = (className: string, run: () => void): HTMLButtonElement => {
    const made = doc.createElement('button');
    made.type = 'button';
    made.className = className;
    made.addEventListener('click', (event) => {
      if (isAllowed(made) && isPress(host, event)) run();
    });
    return made;
  };

  const bar = make('div', 'bar');
  bar.setAttribute('role', 'region');
  bar.setAttribute('aria-label', t('page_choose_name'));
  bar.dir = words.direction;
  bar.lang = words.language;
  const said = make('div', 'said');
  const count = make('div', 'count');
  // Read out as it changes.
  count.setAttribute('role', 'status');
  const hint = make('div', 'hint');
  hint.textContent = t('page_choose_keys');
  said.append(count);
  const all = button('all', actions.all);
  const none = button('none', actions.none);
  none.textContent = t('page_choose_none');
  const save = button('save', actions.save);
  const library = button('library', actions.openLibrary);
  library.textContent = t('page_open_library');
  const close = button('close', actions.close);
  close.setAttribute('aria-label', t('page_choose_leave'));
  close.append(drawIcon(doc, 'close'));
  bar.append(said, all, none, save, library, close, hint);
  root.append(bar);

  let focused: HTMLElement | undefined;
  bar.addEventListener('focusin', ({ target }) => {
    focused = target instanceof HTMLElement ? target : undefined;
  });
  bar.addEventListener('focusout', () => {
    focused = undefined;
  });

  const show = (isReport: boolean): void => {
    for (const one of [all, none, save, hint]) one.hidden = isReport;
    library.hidden = !isReport;
    count.classList.toggle('report', isReport);
  };

  return {
    host,
    showChoice({ count: chosen, seen, isBusy }) {
      show(false);
      count.textContent = t('page_chosen', numbers.format(chosen));
      all.textContent = t('page_choose_all', numbers.format(seen));
      allow(all, !isBusy && seen > 0 && chosen < seen);
      allow(none, !isBusy && chosen > 0);
      save.textContent = t('page_save_chosen', numbers.format(chosen));
      allow(save, !isBusy && chosen > 0);
    },
    showReport(report) {
      const before = focused;
      show(true);
      // The button that was pressed is gone; the keyboard stays in the bar.
      if (before?.hidden) library.focus();
      count.textContent = '';
      // Drawn by the style: a page's window.find() finds text in closed roots, too (Chromium 156).
      count.dataset.text = reportText(words, report);
    },
    focusSave: () => (isAllowed(save) ? save : all).focus(),
    setTheme: (theme) => host.classList.toggle('dark', theme === 'dark'),
    remove: () => host.remove(),
  };
};

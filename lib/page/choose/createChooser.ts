import type { Failure } from '@/lib/base/failure';
import { type Choice, createPostChoice } from '@/lib/model/choice/createPostChoice';
import { MOST_LINKS } from '@/lib/model/choice/mostLinks';
import type { PostState } from '@/lib/model/postState';
import type { PagePort } from '@/lib/rpc/PagePort';
import { type ChoiceBar, createChoiceBar, type Report, reportText } from './createChoiceBar';
import { isStepKey, nextBox, type StepKey } from './nextBox';

/** A card of the page's grid, as far as a choice needs it. */
export interface ChoiceCard {
  readonly post: { readonly postId: string; readonly uniqueId?: string };
  readonly button: {
    readonly host: HTMLElement;
    readonly control: HTMLElement;
    tick(box: { readonly name: string; readonly isChosen: boolean } | undefined): void;
  };
}

interface Chosen {
  readonly choice: Choice;
  readonly listKey: string;
  /** Handles by post. */
  readonly handles: Map<string, string>;
}

interface Running {
  readonly ids: ReadonlySet<string>;
  readonly jobId: string;
  readonly listKey: string;
  done: boolean;
}

/** What a chooser that ended leaves to the one that takes its place: buttons are put in anew when the language changes. */
export interface ChoiceMemory {
  chosen?: Chosen | undefined;
  running?: Running | undefined;
}

/** What a choice needs of the page and of the extension. */
export interface ChooserParts {
  readonly memory: ChoiceMemory;
  readonly doc: Document;
  readonly port: PagePort;
  /** The grid's cards, in the page's order. */
  cards(): readonly ChoiceCard[];
  /** The card of the grid around an element. */
  cardAt(target: Element): ChoiceCard | undefined;
  /** Which list the page shows. */
  listKey(): string;
  theme(): 'light' | 'dark';
  /** The post's JSON as the page holds it. */
  itemOf(postId: string): unknown;
  stateOf(postId: string): PostState;
  /** The posts are on their way, by this job. */
  onSaving(postIds: readonly string[], jobId: string): void;
  /** The mode began or ended. */
  onMode(on: boolean): void;
  onFailure(error: Failure, retry: () => void): void;
  /** Says something beside an element. */
  say(text: string, beside: Element): void;
  /** Reads something out. */
  announce(text: string): void;
  isTrusted(event: Event): boolean;
  isPress(host: Element, event: MouseEvent): boolean;
}

/** The mode in which posts of a grid are chosen. While it is off nothing of it listens, and nothing is asked of the page. */
export interface Chooser {
  readonly isOn: boolean;
  /** Begins it, or leaves it; `byKey` = the focus goes to the first box. */
  flip(byKey: boolean): void;
  leave(): void;
  /** A box was pressed. */
  press(card: ChoiceCard, event: MouseEvent): void;
  /** The focus or the pointer came to a box. */
  visit(card: ChoiceCard): void;
  /** The page changed; only asked for while the mode is on. */
  look(): void;
  /** The page went to another address. */
  moved(): void;
  tell(state: PostState): void;
  setTheme(theme: 'light' | 'dark'): void;
  /** Goes on with what was left to it, once the page's buttons are there. */
  resume(): void;
  end(): void;
}

interface Mode extends Chosen {
  readonly end: AbortController;
  /** The one box that the tab key comes to. */
  at?: ChoiceCard;
  /** The shift key as it was when a key went down: presses by the keyboard do not tell in all browsers. */
  shift: boolean;
  busy: boolean;
}

const isOver = ({ state }: PostState): boolean => state !== 'queued' && state !== 'saving';

export const createChooser = (parts: ChooserParts): Chooser => {
  const { doc, port } = parts;
  const view = doc.defaultView;
  let mode: Mode | undefined;
  let running: Running | undefined;
  let bar: ChoiceBar | undefined;
  let isEnded = false;

  const openBar = (): ChoiceBar => {
    bar ??= createChoiceBar(
      doc,
      port,
      {
        save: () => void save(),
        all: () => change((choice) => choice.all(true)),
        none: () => change((choice) => choice.all(false)),
        close,
        openLibrary: () => void port.call('openPage', { page: 'library' }),
      },
      parts.isPress,
    );
    bar.setTheme(parts.theme());
    if (!bar.host.isConnected) doc.body.append(bar.host);
    return bar;
  };

  const closeBar = (): void => {
    bar?.remove();
    bar = undefined;
    running = undefined;
  };

  const nameOf = ({ post }: ChoiceCard): string =>
    post.uniqueId === undefined ? port.t('page_choose_this') : port.t('page_choose_by', post.uniqueId);

  const draw = (now: Mode): void => {
    const cards = parts.cards();
    now.choice.see(cards.map(({ post }) => post.postId));
    for (const card of cards) {
      const { postId, uniqueId } = card.post;
      if (uniqueId !== undefined) now.handles.set(postId, uniqueId);
      card.button.tick({ name: nameOf(card), isChosen: now.choice.has(postId) });
    }
    if (!now.at?.button.host.isConnected) {
      const first = cards[0];
      if (first) now.at = first;
      else delete now.at;
    }
    for (const card of cards) card.button.control.tabIndex = card === now.at ? 0 : -1;
    openBar().showChoice({ count: now.choice.count, seen: now.choice.seen, isBusy: now.busy });
  };

  const change = (how: (choice: Choice) => void): void => {
    if (!mode || mode.busy) return;
    how(mode.choice);
    draw(mode);
    if (mode.choice.isFull)
      parts.say(port.t('page_choose_full', new Intl.NumberFormat(port.language).format(MOST_LINKS)), openBar().host);
  };

  const endMode = (): void => {
    if (!mode) return;
    mode.end.abort();
    mode = undefined;
    for (const { button } of parts.cards()) button.tick(undefined);
    parts.onMode(false);
  };

  const leave = (): void => {
    if (!mode) return;
    endMode();
    closeBar();
  };

  const close = (): void => {
    if (mode) leave();
    else closeBar();
  };

  const report = (): void => {
    if (!running || mode) return;
    const states = [...running.ids].map(parts.stateOf);
    const saved = states.filter(({ state }) => state === 'saved').length;
    const over = states.filter(isOver).length;
    const said: Report = { total: states.length, saved, failed: over - saved };
    openBar().showReport(said);
    if (over === states.length && !running.done) {
      running.done = true;
      parts.announce(reportText(port, said));
    }
  };

  const follow = (now: Running): void => {
    running = now;
    parts.onSaving([...now.ids], now.jobId);
    report();
  };

  const save = async (): Promise<void> => {
    const now = mode;
    if (!now || now.busy || now.choice.count === 0) return;
    const ids = now.choice.ids();
    now.busy = true;
    draw(now);
    const reply = await port.call('saveChosen', {
      posts: ids.map((postId) => {
        const uniqueId = now.handles.get(postId);
        const item = parts.itemOf(postId);
        return {
          postId,
          ...(uniqueId === undefined ? {} : { uniqueId }),
          ...(item === undefined ? {} : { item }),
        };
      }),
    });
    now.busy = false;
    if (isEnded) return;
    if (!reply.ok) {
      if (mode === now) draw(now);
      parts.onFailure(reply.error, () => void save());
      return;
    }
    if (mode === now) endMode();
    follow({ ids: new Set(ids), jobId: reply.value.jobId, listKey: now.listKey, done: false });
  };

  const toggle = (card: ChoiceCard, isRange: boolean): void => {
    if (mode) mode.at = card;
    change((choice) => choice.toggle(card.post.postId, isRange));
  };

  const step = (now: Mode, from: ChoiceCard, key: StepKey): void => {
    const cards = parts.cards();
    const places = cards.map(({ button }) => button.host.getBoundingClientRect());
    const isRightToLeft = view?.getComputedStyle(from.button.host).direction === 'rtl';
    const to = cards[nextBox(places, cards.indexOf(from), key, isRightToLeft)];
    if (!to) return;
    now.at = to;
    for (const card of cards) card.button.control.tabIndex = card === to ? 0 : -1;
    to.button.control.focus();
  };

  const boxOf = (target: EventTarget | null): ChoiceCard | undefined =>
    parts.cards().find(({ button }) => button.host === target);

  const onKey = (event: KeyboardEvent): void => {
    const now = mode;
    if (!now || !parts.isTrusted(event)) return;
    now.shift = event.shiftKey;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isOurKey = isStepKey(event.key) || event.key === 'Enter';
    const card = isOurKey ? boxOf(event.target) : undefined;
    if (!card) return;
    event.preventDefault();
    event.stopPropagation();
    if (isStepKey(event.key)) step(now, card, event.key);
    else openBar().focusSave();
  };

  /** The card under a press, unless it is one for the browser (a new tab) or the page makes it up. */
  const cardUnder = (event: MouseEvent): ChoiceCard | undefined => {
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isPlain || !parts.isTrusted(event) || !(event.target instanceof Element)) return undefined;
    const card = parts.cardAt(event.target);
    return card && event.target !== card.button.host ? card : undefined;
  };

  const begin = (chosen: Chosen): void => {
    closeBar();
    const end = new AbortController();
    mode = { ...chosen, end, shift: false, busy: false };
    const options = { capture: true, signal: end.signal };
    view?.addEventListener(
      'click',
      (event) => {
        const card = cardUnder(event);
        if (!card) return;
        event.preventDefault();
        event.stopPropagation();
        toggle(card, event.shiftKey);
      },
      options,
    );
    // Shift and a press would mark the page's text.
    view?.addEventListener(
      'mousedown',
      (event) => {
        if (event.shiftKey && cardUnder(event)) event.preventDefault();
      },
      options,
    );
    view?.addEventListener('keydown', onKey, options);
    parts.onMode(true);
    draw(mode);
  };

  const start = (byKey: boolean): void => {
    begin({ choice: createPostChoice(), listKey: parts.listKey(), handles: new Map() });
    if (byKey) mode?.at?.button.control.focus();
  };

  return {
    get isOn() {
      return mode !== undefined;
    },
    flip: (byKey) => (mode ? leave() : start(byKey)),
    leave,
    press: (card, event) => toggle(card, event.shiftKey || (event.detail === 0 && mode?.shift === true)),
    visit(card) {
      if (!mode || mode.at === card) return;
      if (mode.at) mode.at.button.control.tabIndex = -1;
      mode.at = card;
      card.button.control.tabIndex = 0;
    },
    look() {
      if (!mode) return;
      if (parts.listKey() === mode.listKey) draw(mode);
      else leave();
    },
    moved() {
      if (!mode && running?.done && running.listKey !== parts.listKey()) closeBar();
    },
    tell(state) {
      if (running?.ids.has(state.postId)) report();
    },
    setTheme: (theme) => bar?.setTheme(theme),
    resume() {
      const { chosen, running: left } = parts.memory;
      Object.assign(parts.memory, { chosen: undefined, running: undefined });
      if (chosen && chosen.listKey === parts.listKey()) return begin(chosen);
      if (left && !left.done) follow(left);
    },
    end() {
      isEnded = true;
      // What is just being saved is chosen no longer.
      Object.assign(parts.memory, { chosen: mode?.busy ? undefined : mode, running });
      endMode();
      closeBar();
    },
  };
};

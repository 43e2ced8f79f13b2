import { joinSentences } from '@/lib/base/joinSentences';
import type { PageRef } from '@/lib/model/pageRef';
import type { PostState } from '@/lib/model/postState';
import { BAR_SIZE, BAR_TAG } from '@/lib/page/choose/createChoiceBar';
import { type ChoiceMemory, createChooser } from '@/lib/page/choose/createChooser';
import { createSightWatch, type MakeSightWatch } from '@/lib/page/sight/createSightWatch';
import { isPlainlyShown, type MostSize } from '@/lib/page/sight/isPlainlyShown';
import { errorKeys } from '@/lib/ports/errorKeys';
import type { PagePort } from '@/lib/rpc/PagePort';
import { TABS, THEME_ATTRIBUTES } from '@/lib/tiktok/page/selectors';
import { createAnnouncer } from './createAnnouncer';
import { createButtonRegistry, type Mounted } from './createButtonRegistry';
import { createFloatingButton, readTheme } from './createFloatingButton';
import { createInputGuard } from './createInputGuard';
import { createLiveButton } from './createLiveButton';
import { createPostStates } from './createPostStates';
import { createSaveAllButtons } from './createSaveAllButton';
import { BUTTON_TAG } from './createSaveButton';
import { BUBBLE_TAG, createTooltip, type Tooltip } from './createTooltip';
import { findSpots } from './findSpots';
import { readPage } from './readPage';
import type { SeenPosts } from './seenPosts';
import { readPageData } from './seenPosts';
import { watchDom } from './watchDom';

export interface PageAppOptions {
  /** What the tab has seen of posts. */
  readonly seen: SeenPosts;
  /** What was being chosen when buttons were put in anew. */
  readonly choice?: ChoiceMemory;
  /** Refuses clicks that the page makes up; tests have no others. */
  readonly isTrusted?: (event: Event) => boolean;
  /** How it is known which buttons the person can see. */
  readonly watchSight?: MakeSightWatch;
  /** The extension was updated or switched off under the page; called once, when the buttons have left. */
  readonly onGone?: () => void;
}

/** Which list the page shows: its address says it but for the tabs of a profile. */
const listKeyOf = (doc: Document, page: PageRef): string => {
  const tabs = [...doc.querySelectorAll(TABS)].map((tab) => tab.getAttribute('aria-selected') === 'true');
  return JSON.stringify([doc.location.pathname, page, tabs.indexOf(true)]);
};

const liveOf = (page: PageRef): string | undefined => (page.kind === 'live' ? page.uniqueId : undefined);

/**
 * Puts buttons on the posts of a page and keeps them right until the signal aborts; then nothing of it is left.
 * Does nothing while the page does not change.
 */
export const createPageApp = (port: PagePort, doc: Document, signal: AbortSignal, options: PageAppOptions): void => {
  const view = doc.defaultView;
  if (!view || signal.aborted) return;
  // A copy of this script that the browser ended without notice may have left its elements.
  for (const tag of [BUTTON_TAG, BUBBLE_TAG, BAR_TAG])
    for (const old of [...doc.getElementsByTagName(tag)]) old.remove();

  const end = new AbortController();
  const gone = AbortSignal.any([signal, end.signal]);
  const { seen, isTrusted = (event: Event) => event.isTrusted } = options;
  // Read now: once the extension is gone, the browser may tell no more words.
  const words = { direction: port.direction, language: port.language };
  let tooltip: Tooltip | undefined;
  const openBubble = (): Tooltip => {
    tooltip ??= createTooltip(doc, words, isTrusted);
    return tooltip;
  };
  const announcer = createAnnouncer(port, openBubble, (postId) => {
    const one = mounted().find(({ post }) => post.postId === postId);
    if (one) void save(one);
  });
  const registry = createButtonRegistry(doc);
  const offers = createSaveAllButtons(doc, port.t);
  const floating = createFloatingButton(doc, registry);
  let page = readPage(doc);
  let address = doc.location.href;
  let near: Mounted | undefined;

  const onGone = (): void => {
    if (gone.aborted) return;
    end.abort();
    options.onGone?.();
    announcer.sayReload();
  };

  const live = createLiveButton(doc, port, openBubble, onGone, gone);

  const show = (one: Mounted): void => {
    const state = states.get(one.post.postId);
    one.button.show(state, announcer.words(state, one.post));
  };

  const mounted = (): readonly Mounted[] => [...registry.all(), ...floating.all()];

  const showAll = (state: PostState): void => {
    for (const one of mounted()) if (one.post.postId === state.postId) show(one);
    announcer.tell(state, mounted());
    chooser.tell(state);
  };

  const states = createPostStates(port, showAll, onGone, gone);
  const sight = (options.watchSight ?? createSightWatch)(
    (hosts) => void states.ask(hosts.flatMap((host) => find(host)?.post.postId ?? [])),
    gone,
  );

  const isShown = (host: Element, event: MouseEvent, most?: MostSize): boolean =>
    // Tests have no layout: what they trust counts as shown.
    isTrusted(event) && (options.isTrusted !== undefined || isPlainlyShown(host, event, most));

  const isOfGrid = ({ spot }: Mounted): boolean => spot.look === 'thumbnail';
  const chooser = createChooser({
    memory: options.choice ?? {},
    doc,
    port,
    cards: () =>
      [...doc.getElementsByTagName(BUTTON_TAG)].flatMap((host) => {
        const one = registry.byHost(host);
        return one && isOfGrid(one) ? [one] : [];
      }),
    cardAt: registry.byHovered,
    listKey: () => listKeyOf(doc, page),
    theme: () => readTheme(doc),
    itemOf: seen.find,
    stateOf: (postId) => states.get(postId),
    onSaving: (postIds, jobId) => void states.expect(postIds, jobId),
    onMode: (on) => offers.setChoosing(on),
    onFailure: (error, retry) => {
      if (port.isGone()) return onGone();
      const keys = errorKeys(error.code, 'press');
      const action = { label: port.t('action_retry'), run: retry };
      openBubble().say({
        text: port.t(keys.what),
        more: joinSentences(port.t(keys.retry), port.t(keys.todo)),
        action,
        aloud: true,
      });
    },
    say: (text, beside) => openBubble().say({ text, aloud: true }, beside),
    announce: (text) => openBubble().announce(text),
    isTrusted,
    isPress: (host, event) => isShown(host, event, BAR_SIZE),
  });

  const save = async ({ post }: Mounted): Promise<void> => {
    if (seen.find(post.postId) === undefined) readPageData(doc, post.postId, seen);
    announcer.expect(post);
    await states.save(post.postId, post.uniqueId, seen.find(post.postId));
  };

  const press = (one: Mounted): void => {
    const { state } = states.get(one.post.postId);
    if (state === 'none' || state === 'failed') void save(one);
    else announcer.sayState(states.get(one.post.postId), one);
  };

  const look = (roots: readonly Element[]): void => {
    if (port.isGone()) {
      onGone();
      return;
    }
    if (doc.location.href !== address) {
      address = doc.location.href;
      page = readPage(doc);
      tooltip?.hide();
      chooser.moved();
    }
    registry.sweep();
    // Asked before anything is put in: afterwards the browser would have to style all of it at once to answer.
    const theme = readTheme(doc);
    const sources = { page, findByPicture: seen.findByPicture };
    const changed = registry.place(roots.flatMap((root) => findSpots(root, sources)));
    offers.update(page, theme);
    live.update(liveOf(page), theme);
    changed.push(...floating.update(page));
    for (const one of changed) show(one);
    if (chooser.isOn) chooser.look();
    for (const one of changed) sight.watch(one.button.host);
    sight.lookAgain();
  };

  const hover = (target: Element): void => {
    const next = registry.byHovered(target);
    if (next === near) return;
    near?.button.host.classList.remove('near');
    near = next;
    near?.button.host.classList.add('near');
    if (port.isGone()) onGone();
  };

  const find = (host: EventTarget | null): Mounted | undefined => registry.byHost(host) ?? floating.byHost(host);
  const isOurs = (node: EventTarget | null): node is Element =>
    node instanceof Element &&
    node.localName === BUTTON_TAG &&
    (find(node) !== undefined || offers.nameOf(node) !== undefined || live.owns(node));

  createInputGuard(
    view,
    isOurs,
    {
      onPress(host, event) {
        if (port.isGone()) {
          onGone();
          return;
        }
        const one = find(host);
        if (one && chooser.isOn && isOfGrid(one)) chooser.press(one, event);
        else if (one) press(one);
        else if (offers.nameOf(host) === 'choose') chooser.flip(event.detail === 0);
        else if (live.owns(host)) void live.press();
        else void port.call('openPage', { page: 'popup' });
      },
      onVisit(host) {
        const one = find(host);
        if (one && chooser.isOn && isOfGrid(one)) return chooser.visit(one);
        if (one && states.get(one.post.postId).state === 'failed') announcer.sayState(states.get(one.post.postId), one);
      },
      onHover: hover,
      onEscape() {
        tooltip?.hide();
        if (!chooser.isOn) return;
        const focused = doc.activeElement;
        const hadFocus = focused?.localName === BAR_TAG || isOurs(focused);
        chooser.leave();
        // What had the focus may be gone, or a button that hides.
        if (hadFocus) offers.focusChoose();
      },
    },
    gone,
    isShown,
    isTrusted,
  );

  const themeObserver = new MutationObserver(() => {
    const theme = readTheme(doc);
    registry.setTheme(theme);
    floating.setTheme(theme);
    offers.update(page, theme);
    live.update(liveOf(page), theme);
    chooser.setTheme(theme);
  });
  themeObserver.observe(doc.documentElement, { attributes: true, attributeFilter: [...THEME_ATTRIBUTES] });
  const lookAround = (): void => look([doc.body]);
  view.addEventListener('popstate', lookAround, { signal: gone });
  view.addEventListener('scroll', () => tooltip?.hide(), { signal: gone, passive: true, capture: true });
  floating.onDue(lookAround);

  gone.addEventListener('abort', () => {
    themeObserver.disconnect();
    chooser.end();
    floating.remove();
    offers.remove();
    registry.clear();
  });
  // The tooltip outlives the buttons when it has to say that the extension is gone.
  signal.addEventListener('abort', () => tooltip?.remove());

  registry.setTheme(readTheme(doc));
  lookAround();
  chooser.resume();
  // Watched from here on: what was just put in would be 140 changes to hear of on a large page.
  if (!gone.aborted) watchDom(doc, (element) => element.localName === BUTTON_TAG, look, gone);
};

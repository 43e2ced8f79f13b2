import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '@/lib/base/result';
import type { PostState } from '@/lib/model/postState';
import type { ChoiceMemory } from '@/lib/page/choose/createChooser';
import { createPageApp } from '@/lib/page/createPageApp';
import { createSeenPosts } from '@/lib/page/seenPosts';
import type { MakeSightWatch } from '@/lib/page/sight/createSightWatch';
import type { PagePort } from '@/lib/rpc/PagePort';
import type { LiveNews, PostPush } from '@/lib/rpc/protocol';
import words from '@/public/_locales/en/messages.json';

/** A recorded page without its scripts; see the first line of each file. */
export const recordedPage = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../fixtures/pages-dom', `${name}.html`), 'utf8');

/** Shows a recorded page in the test's document, at an address of the site. */
export const showPage = (name: string, path: string): void => {
  history.replaceState(null, '', path);
  const html = recordedPage(name);
  document.documentElement.innerHTML = html.slice(html.indexOf('<body'));
};

export const postState = (postId: string, state: PostState['state'], more: Partial<PostState> = {}): PostState => ({
  postId,
  state,
  progress: 0,
  files: { done: 0, total: 1 },
  ...more,
});

export interface FakePort extends PagePort {
  readonly calls: { readonly name: string; readonly input: Record<string, unknown> }[];
  /** What `save` and `postStates` answer. */
  answers: Record<string, (input: Record<string, unknown>) => Result<unknown>>;
  push(state: PostState): void;
  tellLive(news: LiveNews): void;
  gone: boolean;
}

const fill = (text: string, subs: readonly string[]): string =>
  text.replace(/\$(\d)/g, (_, index: string) => subs[Number(index) - 1] ?? '');

export const fakePort = (): FakePort => {
  const listeners = new Set<(push: PostPush) => void>();
  const liveListeners = new Set<(news: LiveNews) => void>();
  const calls: FakePort['calls'] = [];
  const port: FakePort = {
    calls,
    gone: false,
    answers: {
      postStates: () => ok({ states: [] }),
      save: (input) => ok({ state: postState(String(input.postId), 'queued') }),
      openPage: () => ok({}),
      liveState: ({ uniqueId }) => ok({ uniqueId }),
    },
    call: async (name, input) => {
      calls.push({ name, input: { ...input } });
      const answer = port.answers[name];
      if (!answer) throw new Error(`unexpected call ${name}`);
      return answer({ ...input }) as Result<never>;
    },
    push: (state) => {
      for (const one of listeners) one({ type: 'post-state', state });
    },
    onPush: (callback) => {
      listeners.add(callback);
      return () => listeners.delete(callback);
    },
    tellLive: (news) => {
      for (const one of liveListeners) one(news);
    },
    onLive: (callback) => {
      liveListeners.add(callback);
      return () => liveListeners.delete(callback);
    },
    onSettings: (callback) => {
      callback({ buttons: true, capture: true, language: 'auto' });
      return () => undefined;
    },
    t: (key, ...subs) => fill(words[key].message, subs),
    language: 'en',
    direction: 'ltr',
    isGone: () => port.gone,
  };
  return port;
};

/** Closed roots are handed out to nobody but who makes them. */
const insides = new WeakMap<Element, ShadowRoot>();
const attachShadow = Element.prototype.attachShadow;
Element.prototype.attachShadow = function remember(init) {
  const inside = attachShadow.call(this, init);
  insides.set(this, inside);
  return inside;
};
/** What an element of ours shows. */
export const insideOf = (host: Element | null | undefined): ShadowRoot | undefined =>
  host ? insides.get(host) : undefined;

/** Without layout, all that stands in the page is in sight. */
const allInSight: MakeSightWatch = (onSeen) => ({ watch: (host) => onSeen([host]), lookAgain: () => undefined });

/** Starts the page app on the document as it stands. */
export const startApp = (
  trust: { isTrusted?: () => boolean } = { isTrusted: () => true },
  watchSight = allInSight,
  answers: FakePort['answers'] = {},
  choice: ChoiceMemory = {},
) => {
  const port = fakePort();
  Object.assign(port.answers, answers);
  const end = new AbortController();
  const seen = createSeenPosts(() => 0);
  createPageApp(port, document, end.signal, { seen, choice, watchSight, ...trust });
  return { port, seen, stop: () => end.abort() };
};

const hosts = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('tokshelf-button')];
export const controlOf = (host: HTMLElement): HTMLElement => {
  const control = insideOf(host)?.querySelector('button');
  if (!control) throw new Error('an element without a button');
  return control;
};

/** The buttons for posts, without "save all". */
export const buttons = (): HTMLElement[] => hosts().filter((host) => !host.classList.contains('pill'));
export const nameOf = (host: HTMLElement): string => controlOf(host).getAttribute('aria-label') ?? '';
/** Seen from the page an event inside the button is aimed at the host; happy-dom does not retarget, so it is aimed there. */
export const press = (host: HTMLElement): void =>
  void host.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }));

/** Long enough for one batch of changes. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 160));

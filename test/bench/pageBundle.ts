import { createPageApp } from '@/lib/page/createPageApp';
import { createSeenPosts } from '@/lib/page/seenPosts';
import type { PagePort } from '@/lib/rpc/PagePort';

/** A worker that knows nothing yet, and words of the usual length. */
const port: PagePort = {
  call: async (name) => ({ ok: true, value: name === 'postStates' ? { states: [] } : {} }) as never,
  onPush: () => () => undefined,
  onSettings: () => () => undefined,
  t: (key, ...subs) => `${key} ${subs.join(' ')}`,
  language: 'en',
  direction: 'ltr',
  isGone: () => false,
};

let end = new AbortController();

/** Puts all buttons on the page; returns how long the script ran (ms) and how many there are. */
const start = (): { ms: number; buttons: number } => {
  const begun = performance.now();
  createPageApp(port, document, end.signal, { seen: createSeenPosts(() => Date.now()) });
  return { ms: performance.now() - begun, buttons: document.querySelectorAll('tokshelf-button').length };
};

const stop = (): void => {
  end.abort();
  end = new AbortController();
};

Object.assign(window, { bench: { start, stop } });

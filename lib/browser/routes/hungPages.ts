import type { Failure } from '@/lib/base/failure';

/** A page is tried again after this long: what held it may have passed without a reload. */
const BELIEVED_MS = 5 * 60_000;

interface Hung {
  /** The page's `performance.timeOrigin`: a reload is another page. */
  readonly load: number;
  readonly at: number;
}

/** Remembers pages whose fetch never answers, as when the site's script hangs: each costs its time-out once. */
export interface HungPages {
  /** The load of the tab's page that hung; absent when nothing is known against it. */
  load(tabId: number): number | undefined;
  /** A request that was sent at `sent` got no answer. */
  hung(tabId: number, load: number, sent: number): void;
  answered(tabId: number): void;
  /** How the same request fared by the worker: where that hangs as well, the page is not at fault. */
  workerFailed(error: Failure): void;
}

/** Kept by the worker alone: a new one finds out at the cost of one time-out. */
export const createHungPages = (now: () => number): HungPages => {
  const pages = new Map<number, Hung>();
  const answers = new Map<number, number>();
  return {
    load: (tabId) => {
      const page = pages.get(tabId);
      return page && now() - page.at < BELIEVED_MS ? page.load : undefined;
    },
    hung: (tabId, load, sent) => {
      // One that answers others meanwhile is held back by nothing of its own.
      if ((answers.get(tabId) ?? Number.NEGATIVE_INFINITY) < sent) pages.set(tabId, { load, at: now() });
    },
    answered: (tabId) => {
      answers.set(tabId, now());
      pages.delete(tabId);
    },
    workerFailed: ({ code }) => {
      if (code === 'timeout' || code === 'network' || code === 'offline') pages.clear();
    },
  };
};

import type { Clock } from '@/lib/ports/Clock';
import type { DownloadEnd, DownloadState, Downloads } from '@/lib/ports/Downloads';

/** Waits for downloads. */
export interface DownloadWatcher {
  /**
   * The download once it no longer runs; undefined when the browser does not know it (any more). One that `isNew` was
   * started since the watcher listens: it is not looked at before it may have been missed.
   */
  wait(
    id: number,
    isNew: boolean,
    onRunning: (state: DownloadState) => Promise<void>,
  ): Promise<DownloadEnd | undefined>;
}

// Ends that came before anybody waited: the browser may tell one before it answers the order.
const MOST_EARLY = 64;

/** What an event said of an end; the browser's word need not have come with it. */
interface End {
  readonly state: DownloadEnd | undefined;
}

/** Listens to the browser's events, and looks by itself now and then, since an event can be missed. */
export const createDownloadWatcher = (downloads: Downloads, clock: Clock, pollEvery: number): DownloadWatcher => {
  const waiting = new Map<number, Set<(end: End) => void>>();
  const early = new Map<number, End>();
  // Downloads that are made otherwise, in Node for instance, may tell of no end.
  let hears = false;
  downloads.onEnd((id, state) => {
    hears = true;
    const wakes = waiting.get(id);
    for (const wake of wakes ?? []) wake({ state });
    if (wakes) return;
    early.set(id, { state });
    const [oldest] = early.keys();
    if (early.size > MOST_EARLY && oldest !== undefined) early.delete(oldest);
  });

  const nextNews = async (id: number): Promise<End | undefined> => {
    const known = early.get(id);
    early.delete(id);
    if (known) return known;
    const { promise, resolve } = Promise.withResolvers<End>();
    const set = waiting.get(id) ?? new Set();
    waiting.set(id, set.add(resolve));
    try {
      return await Promise.race([promise, clock.sleep(pollEvery).then(() => undefined)]);
    } finally {
      set.delete(resolve);
      if (set.size === 0) waiting.delete(id);
    }
  };

  return {
    wait: async (id, isNew, onRunning) => {
      let news = nextNews(id);
      for (let look = !isNew || !hears; ; look = true) {
        if (look) {
          const state = await downloads.findById(id);
          if (state?.state !== 'running') return state;
          await onRunning(state);
        }
        const end = await news;
        if (end?.state) return end.state;
        news = nextNews(id);
      }
    },
  };
};

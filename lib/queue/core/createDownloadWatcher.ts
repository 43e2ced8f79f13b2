import type { Clock } from '@/lib/ports/Clock';
import type { DownloadState, Downloads } from '@/lib/ports/Downloads';

/** Waits for downloads. */
export interface DownloadWatcher {
  /** The download once it no longer runs; undefined when the browser does not know it (any more). */
  wait(id: number, onRunning: (state: DownloadState) => Promise<void>): Promise<DownloadState | undefined>;
}

/** Listens to the browser's events, and looks by itself now and then, since an event can be missed. */
export const createDownloadWatcher = (downloads: Downloads, clock: Clock, pollEvery: number): DownloadWatcher => {
  const waiting = new Map<number, Set<() => void>>();
  downloads.onEnd((id) => {
    for (const wake of waiting.get(id) ?? []) wake();
  });

  const nextNews = async (id: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const set = waiting.get(id) ?? new Set();
    waiting.set(id, set.add(resolve));
    try {
      await Promise.race([promise, clock.sleep(pollEvery)]);
    } finally {
      set.delete(resolve);
      if (set.size === 0) waiting.delete(id);
    }
  };

  return {
    wait: async (id, onRunning) => {
      for (;;) {
        const news = nextNews(id);
        const state = await downloads.findById(id);
        if (state?.state !== 'running') return state;
        await onRunning(state);
        await news;
      }
    },
  };
};

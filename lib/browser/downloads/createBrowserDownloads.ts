import browser, { type Downloads as Native } from 'webextension-polyfill';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import type { DownloadEnd, DownloadState, Downloads } from '@/lib/ports/Downloads';
import { interruptFailure } from './interruptFailure';
import { lookForFiles } from './lookForFiles';

const states: Record<Native.State, DownloadState['state']> = {
  in_progress: 'running',
  complete: 'complete',
  interrupted: 'interrupted',
};

const FRESH_MS = 10_000;

/** What Chromium (156) says to an order in the moment in which it is closed: the file is as good as one that this interrupts. */
const CLOSING = /shutting down/i;

const isOurs = ({ byExtensionId }: Native.DownloadItem): boolean => byExtensionId === browser.runtime.id;

const toState = (item: Native.DownloadItem): DownloadState => ({
  id: item.id,
  url: item.url,
  state: states[item.state],
  path: item.filename,
  bytes: Math.max(item.fileSize, item.bytesReceived),
  exists: item.exists,
  startedAt: Date.parse(item.startTime),
  ...(item.state === 'interrupted' ? { error: interruptFailure(item.error ?? 'CRASH', item.url) } : {}),
  // A download gets its path before its bytes, except where the person is asked for one.
  ...(item.error === 'USER_CANCELED' && item.filename === '' ? { unanswered: true } : {}),
});

const search = async (query: Native.DownloadQuery): Promise<Native.DownloadItem | undefined> =>
  (await browser.downloads.search({ ...query, orderBy: ['-startTime'] })).find(isOurs);

const mayBeStale = ({ state, exists, endTime }: Native.DownloadItem): boolean =>
  state === 'complete' && exists && Date.now() - Date.parse(endTime ?? '') > FRESH_MS;

const find = async (query: Native.DownloadQuery): Promise<DownloadState | undefined> => {
  const item = await search(query);
  if (!item || !mayBeStale(item)) return item && toState(item);
  await lookForFiles();
  const again = await search(query);
  return again && toState(again);
};

/**
 * The browser's download manager, seen through our own downloads only. `start` fails with `bug` when the browser does
 * not take the order at all: it knows the names it allows, and a name that it refuses once is refused again. It is `file`
 * where the browser is just being closed: the file is saved at the next start.
 */
export const createBrowserDownloads = (): Downloads => {
  const callbacks = new Set<Parameters<Downloads['onEnd']>[0]>();
  /** Paths of downloads that run, as Chromium tells them with a change of its own; Firefox tells of none. */
  const paths = new Map<number, string>();

  const endOf = async (id: number, path: string | undefined, isWhole: boolean): Promise<DownloadEnd | undefined> => {
    // Each search lets Chromium look for the files of all that it ever saved (156), so that none is made without need.
    if (isWhole && path) return { id, state: 'complete', path };
    const item = await search({ id });
    return item && toState(item);
  };

  const hear = ({ id, state, filename }: Native.OnChangedDownloadDeltaType): void => {
    if (filename?.current) paths.set(id, filename.current);
    if (state?.current !== 'complete' && state?.current !== 'interrupted') return;
    const path = paths.get(id);
    paths.delete(id);
    void endOf(id, path, state.current === 'complete').then((end) => {
      if (end) for (const callback of callbacks) callback(id, end);
    });
  };

  return {
    start: async ({ url, path, conflict }) => {
      try {
        return ok(await browser.downloads.download({ url, filename: path, conflictAction: conflict, saveAs: false }));
      } catch (error) {
        const detail = `download refused: ${error instanceof Error ? error.message : String(error)}`;
        return err(failure(CLOSING.test(detail) ? 'file' : 'bug', detail));
      }
    },
    findById: (id) => find({ id }),
    findByUrl: (url) => find({ url }),
    cancel: async (id) => {
      // The browser rejects for downloads that it has forgotten or that have ended: both are what was wanted.
      if ((await search({ id }))?.state === 'in_progress') await browser.downloads.cancel(id).catch(() => undefined);
    },
    forget: async (id) => {
      if (await search({ id })) await browser.downloads.erase({ id });
    },
    removeFile: async (id) => {
      // Asked twice when the background died in between: the browser rejects where there is nothing to delete any more.
      if ((await search({ id }))?.exists) await browser.downloads.removeFile(id);
    },
    gone: async (records) => {
      const asked = records.flatMap(({ key, path, downloadId: id }) => (id === undefined ? [] : [{ id, key, path }]));
      if (asked.length === 0) return [];
      await lookForFiles();
      const gone: string[] = [];
      for (const { id, key, path } of asked) {
        const item = await search({ id });
        // A killed browser gives ids away again: the path has to be the same, too.
        if (item?.filename === path && !item.exists) gone.push(key);
      }
      return gone;
    },
    onEnd: (callback) => {
      callbacks.add(callback);
      if (callbacks.size === 1) browser.downloads.onChanged.addListener(hear);
      return () => {
        callbacks.delete(callback);
        if (callbacks.size === 0) browser.downloads.onChanged.removeListener(hear);
      };
    },
  };
};

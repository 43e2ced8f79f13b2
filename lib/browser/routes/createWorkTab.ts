import browser, { type Tabs } from 'webextension-polyfill';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { tabExists, waitUntilLoaded } from '@/lib/browser/tabs/siteTabs';
import { WORK_TAB_CLOSED } from '@/lib/ports/routes';
import { WORK_PAGE } from '@/lib/tiktok/address/hosts';

const KEY = 'work-tab';
const LOAD_TIMEOUT_MS = 45_000;

interface Kept {
  readonly tabId?: number;
  /** How often the person closed it during this stretch of work. */
  readonly closed: number;
}

/** The one inactive TikTok tab that TokShelf opens for itself. */
export interface WorkTab {
  /** Opens it where needed; its id once loaded. Errors: `permission` with detail {@link WORK_TAB_CLOSED}, `gate` (no window to open it in), `timeout`. */
  ensure(): Promise<Result<number>>;
  /** The tab's id while it is open. */
  current(): Promise<number | undefined>;
  /** Closes it: the work is done. */
  release(): Promise<void>;
}

// storage.session outlives the worker, so that a new worker closes the tab that the old one opened.
const read = async (): Promise<Kept> => {
  const kept: unknown = (await browser.storage.session.get(KEY))[KEY];
  if (typeof kept !== 'object' || kept === null) return { closed: 0 };
  const tabId = 'tabId' in kept && typeof kept.tabId === 'number' ? kept.tabId : undefined;
  const closed = 'closed' in kept && typeof kept.closed === 'number' ? kept.closed : 0;
  return tabId === undefined ? { closed } : { tabId, closed };
};

const write = (kept: Kept): Promise<void> => browser.storage.session.set({ [KEY]: kept });

// autoDiscardable is Chrome's alone: Firefox rejects the whole call when it meets a property it does not know.
const properties: readonly (Tabs.UpdateUpdatePropertiesType & { readonly autoDiscardable?: boolean })[] = [
  { muted: true },
  { autoDiscardable: false },
];

// Silence and a firm place are for the person's ease; a tab that refuses them, or is gone by now, is found out below.
const hold = async (tabId: number): Promise<void> => {
  for (const property of properties) await browser.tabs.update(tabId, property).catch(() => undefined);
};

const open = async (): Promise<Result<number>> => {
  try {
    const { id } = await browser.tabs.create({ url: WORK_PAGE, active: false });
    return id === undefined ? err(failure('gate', 'no tab')) : ok(id);
  } catch (error) {
    // A browser that runs without a window (macOS, Chrome in the background) has no place for a tab; later it may.
    return err(failure('gate', `no tab: ${error instanceof Error ? error.message : String(error)}`));
  }
};

/** Keeps at most one work tab; reopened once when the person closes it, then the work stops asking for it. */
export const createWorkTab = (): WorkTab => {
  let opening: Promise<Result<number>> | undefined;

  const ensureOnce = async (): Promise<Result<number>> => {
    const kept = await read();
    if (kept.tabId !== undefined && (await tabExists(kept.tabId))) {
      const loaded = await waitUntilLoaded(kept.tabId, LOAD_TIMEOUT_MS);
      return loaded ? ok(kept.tabId) : err(failure('timeout', 'work tab does not load'));
    }
    const closed = kept.tabId === undefined ? kept.closed : kept.closed + 1;
    if (closed > 1) return err(failure('permission', WORK_TAB_CLOSED));
    const opened = await open();
    if (!opened.ok) return opened;
    const tabId = opened.value;
    // First of all, or a worker that dies here leaves a tab that nobody closes.
    await write({ tabId, closed });
    await hold(tabId);
    const loaded = await waitUntilLoaded(tabId, LOAD_TIMEOUT_MS);
    return loaded ? ok(tabId) : err(failure('timeout', 'work tab does not load'));
  };

  return {
    ensure: () => {
      opening ??= ensureOnce().finally(() => {
        opening = undefined;
      });
      return opening;
    },
    current: async () => {
      const { tabId } = await read();
      return tabId !== undefined && (await tabExists(tabId)) ? tabId : undefined;
    },
    release: async () => {
      const { tabId } = await read();
      await write({ closed: 0 });
      if (tabId !== undefined && (await tabExists(tabId))) await browser.tabs.remove(tabId);
    },
  };
};

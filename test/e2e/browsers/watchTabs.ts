import type { OwnPage } from '../support/OwnPage.ts';

/** What became of the tabs since the watch began. */
export interface TabsSeen {
  /** Addresses of tabs that were opened, in order. */
  readonly opened: readonly string[];
  /** Most of them open at one time. */
  readonly most: number;
  /** How many of them are open now. */
  readonly open: number;
  /** Whether one of them came to the front by itself. */
  readonly cameForward: boolean;
  readonly allMuted: boolean;
}

interface Tab {
  readonly id?: number;
  readonly url?: string;
  readonly pendingUrl?: string;
  readonly active: boolean;
  readonly mutedInfo?: { readonly muted: boolean };
}

interface Listeners<T extends unknown[]> {
  addListener(callback: (...args: T) => void): void;
}

interface TabsApi {
  readonly tabs: {
    readonly onCreated: Listeners<[Tab]>;
    readonly onRemoved: Listeners<[number]>;
    readonly onActivated: Listeners<[{ readonly tabId: number }]>;
    get(id: number): Promise<Tab>;
  };
}

interface Watch {
  readonly opened: { id: number; url: string }[];
  readonly open: Set<number>;
  most: number;
  cameForward: boolean;
}

/** Watches, from a page of the extension, the tabs that the browser opens from now on. */
export const watchTabs = async (own: OwnPage): Promise<() => Promise<TabsSeen>> => {
  await own.evaluate(() => {
    const { tabs } = (globalThis as unknown as { chrome: TabsApi }).chrome;
    const watch: Watch = { opened: [], open: new Set(), most: 0, cameForward: false };
    Object.assign(globalThis, { tabWatch: watch });
    tabs.onCreated.addListener((tab) => {
      const id = tab.id ?? -1;
      watch.opened.push({ id, url: tab.pendingUrl ?? tab.url ?? '' });
      watch.open.add(id);
      watch.most = Math.max(watch.most, watch.open.size);
      watch.cameForward ||= tab.active;
    });
    tabs.onRemoved.addListener((id) => watch.open.delete(id));
    tabs.onActivated.addListener(({ tabId }) => {
      watch.cameForward ||= watch.open.has(tabId);
    });
  });
  return () =>
    own.evaluate(async () => {
      const { chrome, tabWatch } = globalThis as unknown as { chrome: TabsApi; tabWatch: Watch };
      const open = await Promise.all([...tabWatch.open].map((id) => chrome.tabs.get(id)));
      return {
        opened: tabWatch.opened.map(({ url }) => url),
        most: tabWatch.most,
        open: open.length,
        cameForward: tabWatch.cameForward,
        allMuted: open.every(({ mutedInfo }) => mutedInfo?.muted === true),
      };
    });
};

/** Tabs and the storage that outlives the worker, as far as the routes use them. */
export const createFakeTabs = () => {
  interface Tab {
    id: number;
    url: string;
    active: boolean;
    muted: boolean;
    status: 'loading' | 'complete';
    discarded: boolean;
  }
  const tabs = new Map<number, Tab>();
  const stored = { session: {} as Record<string, unknown>, local: {} as Record<string, unknown> };
  let last = 0;
  /** What a script finds in a tab. */
  const scripts = { answer: (_tabId: number): unknown => undefined };
  const area = (name: 'session' | 'local') => ({
    get: async (key: string) => (key in stored[name] ? { [key]: stored[name][key] } : {}),
    set: async (values: Record<string, unknown>) => void Object.assign(stored[name], values),
  });
  const get = (id: number): Tab => {
    const tab = tabs.get(id);
    if (!tab) throw new Error(`No tab with id: ${id}.`);
    return tab;
  };
  const add = (url: string, more: Partial<Tab> = {}): number => {
    last += 1;
    tabs.set(last, { id: last, url, active: false, muted: false, status: 'complete', discarded: false, ...more });
    return last;
  };
  const browser = {
    storage: { session: area('session'), local: area('local') },
    tabs: {
      get: async (id: number) => ({ ...get(id) }),
      create: async ({ url, active }: { url: string; active: boolean }) => ({ ...get(add(url, { active })) }),
      update: async (id: number, wish: Partial<Pick<Tab, 'muted' | 'active'>>) => void Object.assign(get(id), wish),
      remove: async (id: number) => void tabs.delete(id),
      query: async () => [...tabs.values()],
    },
    scripting: {
      executeScript: async ({ target }: { target: { tabId: number } }) => [
        { result: scripts.answer(get(target.tabId).id) },
      ],
    },
  };
  const reset = (): void => {
    tabs.clear();
    stored.session = {};
    stored.local = {};
    scripts.answer = () => undefined;
  };
  return { browser, tabs, stored, scripts, add, reset };
};

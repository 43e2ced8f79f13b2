import browser from 'webextension-polyfill';

const KEY = 'library-layout';

/** How the library showed the saved files last. Kept in the page's own storage, which alone answers before the first paint. */
export const readLayout = (): 'table' | 'covers' => (localStorage.getItem(KEY) === 'covers' ? 'covers' : 'table');

/** Remembers it. */
export const writeLayout = (layout: 'table' | 'covers'): void => localStorage.setItem(KEY, layout);

const keyOf = (name: string): string => `hint-${name}`;

/** Whether a one-time hint was waved off. */
export const isHintSeen = async (name: string): Promise<boolean> => {
  const key = keyOf(name);
  return (await browser.storage.local.get(key))[key] === true;
};

/** Remembers that a hint was waved off. */
export const markHintSeen = (name: string): Promise<void> => browser.storage.local.set({ [keyOf(name)]: true });

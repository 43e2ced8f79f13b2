import browser from 'webextension-polyfill';

const keyOf = (name: string): string => `hint-${name}`;

/** Whether a one-time hint was waved off. */
export const isHintSeen = async (name: string): Promise<boolean> => {
  const key = keyOf(name);
  return (await browser.storage.local.get(key))[key] === true;
};

/** Remembers that a hint was waved off. */
export const markHintSeen = (name: string): Promise<void> => browser.storage.local.set({ [keyOf(name)]: true });

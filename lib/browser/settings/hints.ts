import browser from 'webextension-polyfill';
import { type LanguageChoice, languageFolders } from '@/lib/base/languages';

const KEY = 'library-layout';
const LANGUAGE = 'language';
const choices: readonly LanguageChoice[] = ['auto', ...languageFolders];

/** How the library showed the saved files last. Kept in the page's own storage, which alone answers before the first paint. */
export const readLayout = (): 'table' | 'covers' => (localStorage.getItem(KEY) === 'covers' ? 'covers' : 'table');

/** Remembers it. */
export const writeLayout = (layout: 'table' | 'covers'): void => localStorage.setItem(KEY, layout);

/**
 * The language that our pages were drawn in last; `undefined` before the first. The settings say which it is, but they
 * answer 30 to 50 ms after the first frame could stand (docs/performance.md).
 */
export const readLastLanguage = (): LanguageChoice | undefined => {
  const last = localStorage.getItem(LANGUAGE);
  return choices.find((choice) => choice === last);
};

/** Remembers it. */
export const writeLastLanguage = (language: LanguageChoice): void => localStorage.setItem(LANGUAGE, language);

const keyOf = (name: string): string => `hint-${name}`;

/** Whether a one-time hint was waved off. */
export const isHintSeen = async (name: string): Promise<boolean> => {
  const key = keyOf(name);
  return (await browser.storage.local.get(key))[key] === true;
};

/** Remembers that a hint was waved off. */
export const markHintSeen = (name: string): Promise<void> => browser.storage.local.set({ [keyOf(name)]: true });

import browser from 'webextension-polyfill';
import { z } from 'zod';
import { type Language, type LanguageChoice, languageOfTag } from '@/lib/base/languages';
import { readLastLanguage, writeLastLanguage } from '@/lib/browser/settings/hints';
import { readSettings, watchSettings } from '@/lib/browser/settings/settingsStore';
import { browserMessages } from '@/lib/browser/system/browserMessages';
import type { Settings } from '@/lib/model/settings';
import type { Messages } from '@/lib/ports/Messages';
import type { PageSettings } from '@/lib/rpc/protocol';

const catalogSchema = z.record(z.string(), z.object({ message: z.string() }));
type Catalog = z.infer<typeof catalogSchema>;

const fetchCatalog = async (language: Language): Promise<Catalog> => {
  const reply = await fetch(browser.runtime.getURL(`_locales/${language}/messages.json`));
  return catalogSchema.parse(await reply.json());
};

/** The language that was asked for last, kept while the context lives. */
let known: { readonly language: Language; readonly catalog: Promise<Catalog> } | undefined;

/** The packed messages of a language as they are written: `$1`, `$2`… stand for what is filled in. */
const readCatalog = async (language: Language): Promise<Catalog> => {
  if (known?.language !== language) known = { language, catalog: fetchCatalog(language) };
  try {
    return await known.catalog;
  } catch (error) {
    known = undefined;
    throw error;
  }
};

const fill = (message: string, values: readonly string[]): string =>
  message.replace(/\$(\d)/g, (_, place: string) => values[Number(place) - 1] ?? '');

const ofCatalog = (catalog: Catalog): Messages => ({
  get: (key, substitutions = []) => {
    const words = catalog[key]?.message;
    return words === undefined ? browserMessages.get(key, substitutions) : fill(words, substitutions);
  },
  uiLanguage: browserMessages.uiLanguage,
});

/**
 * The words of a choice: the browser's own table, or that of the language's file in the package, read by one local
 * fetch. Where the file cannot be read (a damaged installation) the browser's words stand in, so that nobody is left without.
 */
export const readMessages = async (choice: LanguageChoice): Promise<Messages> => {
  if (choice === 'auto') return browserMessages;
  try {
    return ofCatalog(await readCatalog(choice));
  } catch (error) {
    console.error('TokShelf words', error);
    return browserMessages;
  }
};

/** The words that the settings ask for now. */
export const chosenMessages = async (): Promise<Messages> => readMessages((await readSettings()).language);

/** What our script in a page says by itself; its keys are checked against the code in test/unit/words. */
const OF_PAGES = /^(button|page|error)_|^(action_retry|locale_tag)$/;

/**
 * The raw messages for a page, those of the browser's own language, too: a page's process that asks the browser for one word
 * reads the whole language first, on the thread that draws the page (6 ms of Chromium 156). None where they cannot be
 * read; the script asks the browser then.
 */
const readPageWords = async (choice: LanguageChoice): Promise<Readonly<Record<string, string>> | undefined> => {
  try {
    const language = choice === 'auto' ? languageOfTag(browserMessages.get('locale_tag')) : choice;
    const catalog = Object.entries(await readCatalog(language));
    return Object.fromEntries(catalog.flatMap(([key, { message }]) => (OF_PAGES.test(key) ? [[key, message]] : [])));
  } catch (error) {
    console.error('TokShelf words', error);
    return undefined;
  }
};

/** The settings that our script in a page obeys, with the words that it says. */
export const readPageSettings = async ({ buttons, capture, language }: Settings): Promise<PageSettings> => {
  const words = await readPageWords(language);
  return { buttons, capture, language, ...(words ? { words } : {}) };
};

/**
 * Calls back with the words that the settings ask for, now and when another language is chosen; returns the function
 * that stops this. For our own pages: they begin in the language of the last page, before the settings are read.
 */
export const watchMessages = (onMessages: (messages: Messages) => void): (() => void) => {
  let wanted: LanguageChoice | undefined;
  const follow = (language: LanguageChoice): void => {
    if (language === wanted) return;
    wanted = language;
    void readMessages(language).then((messages) => {
      if (language === wanted) onMessages(messages);
    });
  };
  const last = readLastLanguage();
  if (last !== undefined) follow(last);
  // A page without settings can still say so, in the browser's words.
  return watchSettings(
    ({ language }) => {
      writeLastLanguage(language);
      follow(language);
    },
    () => follow(wanted ?? 'auto'),
  );
};

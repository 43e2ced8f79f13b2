import type { MessageKey, Messages } from '@/lib/ports/Messages';

/** The beginning of keys that come in plural forms: `x` for `x_one`, `x_other`. */
export type PluralKey = MessageKey extends infer K ? (K extends `${infer Stem}_other` ? Stem : never) : never;

interface Language {
  readonly messages: Messages;
  /** Tag for Intl: the language of the words, with the browser's region when it is the same language. */
  readonly tag: string;
  readonly plurals: Intl.PluralRules;
  readonly numbers: Intl.NumberFormat;
}

let current: Language | undefined;
/** Words without numbers or names in them: a long table asks for the same few again and again. */
const plain = new Map<MessageKey, string>();

const tagFor = (words: string, ui: string): string => {
  const sameLanguage = ui.split('-')[0]?.toLowerCase() === words.split('-')[0]?.toLowerCase();
  return sameLanguage ? ui : words;
};

/** Sets where words come from; every page does this first. */
export const useMessages = (messages: Messages): void => {
  plain.clear();
  const tag = tagFor(messages.get('locale_tag') || 'en', messages.uiLanguage());
  current = { messages, tag, plurals: new Intl.PluralRules(tag), numbers: new Intl.NumberFormat(tag) };
};

const language = (): Language => {
  if (!current) throw new Error('useMessages was not called');
  return current;
};

/** BCP 47 tag that numbers and dates are written in. */
export const localeTag = (): string => language().tag;

/** The language of the words, by its own name: `English`, `العربية`. */
export const languageName = (): string => {
  const { messages } = language();
  const tag = messages.get('locale_tag') || 'en';
  return new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
};

/** True when the words are written from right to left. */
export const isRightToLeft = (): boolean => /^(ar|fa|he|ur)\b/.test(localeTag());

/** The words for a key; `subs` fill `$1`, `$2`… An unknown key shows as itself, so that it is noticed. */
export const t = (key: MessageKey, ...subs: readonly string[]): string => {
  if (subs.length > 0) return language().messages.get(key, subs) || key;
  const known = plain.get(key);
  if (known !== undefined) return known;
  const words = language().messages.get(key) || key;
  plain.set(key, words);
  return words;
};

/** The words for a number of things, in the plural form that the language wants; `$1` is the number. */
export const plural = (pluralKey: PluralKey, count: number, ...more: readonly string[]): string => {
  const { messages, plurals, numbers } = language();
  const subs = [numbers.format(count), ...more];
  const exact = `${pluralKey}_${plurals.select(count)}`;
  // Languages differ in their forms (Arabic has six); `other` exists in all, so it stands in for a missing one.
  return messages.get(exact as MessageKey, subs) || t(`${pluralKey}_other`, ...subs);
};

/** The words for a key that a table names; test/unit/ui checks that every such table names keys that exist. */
export const tNamed = (key: string, ...subs: readonly string[]): string => t(key as MessageKey, ...subs);

import { signal } from '@preact/signals';
import type { MessageKey, Messages } from '@/lib/ports/Messages';
import { inOnePiece } from './inOnePiece';

/** The beginning of keys that come in plural forms: `x` for `x_one`, `x_other`. */
export type PluralKey = MessageKey extends infer K ? (K extends `${infer Stem}_other` ? Stem : never) : never;

interface Spoken {
  readonly messages: Messages;
  /** Tag for Intl: the language of the words, with the browser's region when it is the same language. */
  readonly tag: string;
  readonly plurals: Intl.PluralRules;
  readonly numbers: Intl.NumberFormat;
  /** Words without numbers or names in them: a long table asks for the same few again and again. */
  readonly plain: Map<MessageKey, string>;
}

/** A signal, so that whatever was drawn with words is drawn anew when they become those of another language. */
const current = signal<Spoken | undefined>(undefined);

/** Language and script: `zh-Hant` of Taiwan and Hong Kong, but not of Beijing. */
const written = (tag: string): string => {
  const { language, script } = new Intl.Locale(tag).maximize();
  return `${language}-${script}`;
};

const tagFor = (words: string, ui: string): string => (written(ui) === written(words) ? ui : words);

/** Sets where words come from; every page does this first, and again when another language is chosen. */
export const useMessages = (messages: Messages): void => {
  const tag = tagFor(messages.get('locale_tag') || 'en', messages.uiLanguage().replaceAll('_', '-'));
  const [plurals, numbers] = [new Intl.PluralRules(tag), new Intl.NumberFormat(tag)];
  current.value = { messages, tag, plurals, numbers, plain: new Map() };
};

const spoken = (): Spoken => {
  if (!current.value) throw new Error('useMessages was not called');
  return current.value;
};

/** BCP 47 tag that numbers and dates are written in. */
export const localeTag = (): string => spoken().tag;

/** True when the words are written from right to left. */
export const isRightToLeft = (): boolean => /^(ar|fa|he|ur)\b/.test(localeTag());

const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1eeff}]/u;

/** What is written the other way than the words it is put into must not turn them, nor the figures beside it. */
const piece = (sub: string): string => {
  // Between words from right to left, what has letters of theirs is of their own, if with a Latin name in it.
  const isForeign = isRightToLeft() ? /\p{L}/u.test(sub) && !FROM_RIGHT.test(sub) : FROM_RIGHT.test(sub);
  return isForeign && !/^\u2068[^\u2068\u2069]*\u2069$/.test(sub) ? inOnePiece(sub) : sub;
};

/**
 * The words for a key; `subs` fill `$1`, `$2`…, each in one piece where it is written the other way. An unknown key shows
 * as itself, so that it is noticed.
 */
export const t = (key: MessageKey, ...subs: readonly string[]): string => {
  const { messages, plain } = spoken();
  if (subs.length > 0) return messages.get(key, subs.map(piece)) || key;
  const known = plain.get(key);
  if (known !== undefined) return known;
  const words = messages.get(key) || key;
  plain.set(key, words);
  return words;
};

/** The words for a number of things, in the plural form that the language wants; `$1` is the number. */
export const plural = (pluralKey: PluralKey, count: number, ...more: readonly string[]): string => {
  const { messages, plurals, numbers } = spoken();
  const subs = [numbers.format(count), ...more].map(piece);
  const exact = `${pluralKey}_${plurals.select(count)}`;
  // Languages differ in their forms (Arabic has six); `other` exists in all, so it stands in for a missing one.
  return messages.get(exact as MessageKey, subs) || t(`${pluralKey}_other`, ...subs);
};

/** The words for a key that a table names; test/unit/ui checks that every such table names keys that exist. */
export const tNamed = (key: string, ...subs: readonly string[]): string => t(key as MessageKey, ...subs);

import type words from '@/public/_locales/en/messages.json';

/** A key of public/_locales; English is the language that has them all. */
export type MessageKey = keyof typeof words;

/** The words of one language. */
export interface Messages {
  /** The message with `$1`…`$9` filled in; empty text when the key is unknown. */
  get(key: MessageKey, substitutions?: readonly string[]): string;
  /** BCP 47 tag of the browser's interface, which may be a language that TokShelf has no words for. */
  uiLanguage(): string;
}

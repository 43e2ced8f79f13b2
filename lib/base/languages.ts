/**
 * The languages that TokShelf speaks, by their folder in public/_locales, each by its own name. A new language is a line
 * here and its folder; test/unit/words names what is missing of either.
 */
export const languages = {
  en: 'English',
  ar: 'العربية',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  it: 'Italiano',
  ja: '日本語',
  ko: '한국어',
  pt_BR: 'Português (Brasil)',
  ru: 'Русский',
  zh_CN: '简体中文',
  zh_TW: '繁體中文',
} as const satisfies Readonly<Record<string, string>>;
export type Language = keyof typeof languages;

/** Their folders, in the order in which they are offered. */
export const languageFolders = Object.keys(languages) as readonly Language[] as readonly [Language, ...Language[]];

/** `auto` = the browser's, where TokShelf has words in it, else English. */
export type LanguageChoice = 'auto' | Language;

/** The language whose words name themselves by this tag; English where none does. */
export const languageOfTag = (tag: string): Language => languageFolders.find((one) => languageTag(one) === tag) ?? 'en';

/** The BCP 47 tag of a folder: `pt-BR` for `pt_BR`. */
export const languageTag = (language: Language): string => language.replace('_', '-');

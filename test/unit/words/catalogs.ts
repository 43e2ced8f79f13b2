import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const folder = new URL('../../../public/_locales/', import.meta.url);

const catalogSchema = z.record(z.string(), z.strictObject({ message: z.string() }));

/** The messages of one language by key. */
export type Catalog = ReadonlyMap<string, string>;

/** The languages that are shipped, by folder name as the extension API spells it (`pt_BR`). */
export const locales = readdirSync(folder).sort();

/** The file of one language as it is written. */
export const readLocale = (locale: string): string => readFileSync(new URL(`${locale}/messages.json`, folder), 'utf8');

const read = (locale: string): Catalog =>
  new Map(Object.entries(catalogSchema.parse(JSON.parse(readLocale(locale)))).map(([key, one]) => [key, one.message]));

/** Every language's messages. */
export const catalogs: ReadonlyMap<string, Catalog> = new Map(locales.map((locale) => [locale, read(locale)]));

/** English: the source that all others follow. */
export const english: Catalog = read('en');

/** Stems of keys in plural forms: `count_posts` for `count_posts_other`. */
export const pluralKeys: readonly string[] = [...english.keys()]
  .filter((key) => key.endsWith('_other'))
  .map((key) => key.slice(0, -'_other'.length));

/** The rules of a locale folder's language. */
export const pluralRules = (locale: string): Intl.PluralRules => new Intl.PluralRules(locale.replace('_', '-'));

/** The plural forms of a language. */
export const categories = (locale: string): readonly string[] => pluralRules(locale).resolvedOptions().pluralCategories;

/** `$1`, `$2`… of a message, each once, in order. */
export const marks = (message: string): readonly string[] => [...new Set(message.match(/\$\d/g) ?? [])].sort();

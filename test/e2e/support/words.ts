import { readFileSync } from 'node:fs';

type Messages = Readonly<Record<string, { readonly message: string } | undefined>>;

/** The words of a language (a folder of public/_locales) under a key, as a person reads them. Throws for a key that does not exist. */
export const wordsIn = (language: string): ((key: string, ...values: readonly string[]) => string) => {
  const file = new URL(`../../../public/_locales/${language}/messages.json`, import.meta.url);
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Messages;
  return (key, ...values) => {
    const found = messages[key];
    if (!found) throw new Error(`no words under ${key}`);
    return found.message.replace(/\$(\d)/g, (_, place: string) => values[Number(place) - 1] ?? '');
  };
};

/** The English words. */
export const words = wordsIn('en');

import { readFileSync } from 'node:fs';

type Messages = Readonly<Record<string, { readonly message: string } | undefined>>;

const messages = JSON.parse(
  readFileSync(new URL('../../../public/_locales/en/messages.json', import.meta.url), 'utf8'),
) as Messages;

/** The English words under a key, as a person reads them. Throws for a key that does not exist. */
export const words = (key: string, ...values: readonly string[]): string => {
  const found = messages[key];
  if (!found) throw new Error(`no words under ${key}`);
  return found.message.replace(/\$(\d)/g, (_, place: string) => values[Number(place) - 1] ?? '');
};

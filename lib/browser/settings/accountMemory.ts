import browser from 'webextension-polyfill';
import { type Account, accountSchema } from '@/lib/model/offer';

const KEY = 'account';

/** Who was logged in when a TikTok page was last looked at; forgotten when the browser closes. */
export const readAccount = async (): Promise<Account | undefined> => {
  const stored = accountSchema.safeParse((await browser.storage.session.get(KEY))[KEY]);
  return stored.success ? stored.data : undefined;
};

/** Remembers who is logged in, or that nobody is. */
export const rememberAccount = (account: Account | undefined): Promise<void> =>
  account === undefined ? browser.storage.session.remove(KEY) : browser.storage.session.set({ [KEY]: account });

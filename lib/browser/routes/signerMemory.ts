import browser from 'webextension-polyfill';
import type { SignerSeen } from '@/lib/ports/routes';

const KEY = 'signer';

const seen: readonly unknown[] = ['global', 'signed', 'none'] satisfies readonly SignerSeen[];
const isSeen = (value: unknown): value is SignerSeen => seen.includes(value);

let last: SignerSeen | undefined;

/** Remembers by what the last page showed that it signs; it comes from the page, so anything else is left out. */
export const noteSigner = async (value: unknown): Promise<void> => {
  if (!isSeen(value) || value === last) return;
  last = value;
  await browser.storage.session.set({ [KEY]: value });
};

/** What {@link noteSigner} was told last since the browser started. */
export const readSigner = async (): Promise<SignerSeen | undefined> => {
  const kept = (await browser.storage.session.get(KEY))[KEY];
  return isSeen(kept) ? kept : undefined;
};

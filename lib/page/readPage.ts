import type { PageRef } from '@/lib/model/pageRef';
import { readAddress } from '@/lib/tiktok/address/readAddress';

/** What the tab's address points at; `other` for addresses of no known form. */
export const readPage = (doc: Document): PageRef => {
  const ref = readAddress(doc.location.href);
  return ref.ok ? ref.value : { kind: 'other' };
};

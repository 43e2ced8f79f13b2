import type { PageRef } from '@/lib/model/pageRef';
import { readAddress } from '@/lib/tiktok/address/readAddress';

/** What the tab's address points at; `other` for addresses of no known form. */
export const readPage = (doc: Document): PageRef => {
  const ref = readAddress(doc.location.href);
  if (!ref.ok) return { kind: 'other' };
  // A feed keeps the post that it was opened with in its query, whatever it shows by now.
  const isStale = ref.value.kind === 'post' && !doc.location.pathname.includes(ref.value.postId);
  return isStale ? { kind: 'feed' } : ref.value;
};

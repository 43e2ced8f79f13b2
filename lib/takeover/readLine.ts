import { idInName } from '@/lib/model/library/idInName';
import type { TakenOrigin } from '@/lib/model/library/takenOver';
import { findLinks, readAddress } from '@/lib/tiktok/address/readAddress';

/** What a line of a text says. */
export type ReadLine =
  | {
      readonly kind: 'post';
      readonly origin: TakenOrigin;
      readonly postId: string;
      readonly uniqueId?: string | undefined;
    }
  | { readonly kind: 'otherSite' | 'nothing' | 'unreadable' };

/** yt-dlp's archive: the extractor's name and the id. */
const ARCHIVE = /^tiktok (\d{6,20})$/i;
const OTHER_SITE = /^[a-z\d_:+-]{2,40} [\w-]{1,100}$/;
/** Of the data export as text: the fields of an entry beside its link. */
const FIELD = /^[\p{L}][\p{L} ()]{0,40}:(?: |$)/u;
/** Nobody writes lines of this length; they are not searched for addresses. */
const LONGEST = 10_000;

/**
 * Reads a line of an archive file, a list of file names, pasted links, or the data export as text.
 *
 * @param origin where the posts come from when the line is an address, by the name of its file
 */
export const readLine = (text: string, origin: TakenOrigin, now: number): ReadLine => {
  const line = text.trim();
  if (line === '' || line.startsWith('#')) return { kind: 'nothing' };
  if (line.length > LONGEST) return { kind: 'unreadable' };
  const archived = ARCHIVE.exec(line)?.[1];
  if (archived) return { kind: 'post', origin: 'archive', postId: archived };
  const refs = findLinks(line).map(readAddress);
  const ref = refs.find((one) => one.ok && one.value.kind === 'post');
  if (ref?.ok && ref.value.kind === 'post')
    return { kind: 'post', origin, postId: ref.value.postId, uniqueId: ref.value.uniqueId };
  const named = idInName(line, now);
  if (named) return { kind: 'post', origin: 'names', postId: named };
  if (refs.length > 0) return { kind: 'unreadable' };
  if (OTHER_SITE.test(line) && !/^tiktok/i.test(line)) return { kind: 'otherSite' };
  return { kind: FIELD.test(line) ? 'nothing' : 'unreadable' };
};

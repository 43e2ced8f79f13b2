import { policyOf } from '@/lib/base/errorPolicy';
import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Post } from '@/lib/model/post';
import { findLinks } from '@/lib/tiktok/address/readAddress';
import type { Client } from '@/lib/tiktok/client/createSiteClient';
import { md5 } from '@/lib/tiktok/sign/md5';
import { defineSource } from './ListSource';

interface Resolved {
  readonly posts: Post[];
  readonly problems: Failure[];
  readonly raw: unknown[];
}

const readLink = async (
  link: string,
  client: Client,
): Promise<Result<{ readonly post: Post; readonly raw: unknown }>> => {
  const target = await client.followShortLink(link);
  if (!target.ok) return target;
  if (target.value.kind !== 'post') return err(failure('input', `a ${target.value.kind} page, not a post`));
  return client.post(target.value.postId, target.value.uniqueId);
};

// Of HTTP's refusals only 5xx say something of the site; 404 and its like say it of this link (issue 11).
const isGeneral = ({ code, status = 500 }: Failure): boolean =>
  policyOf(code).general === true && (code !== 'http' || status >= 500);

const named = (error: Failure, place: number, link: string): Failure => ({
  ...error,
  detail: `link ${place + 1} (${link.slice(0, 100)}): ${error.detail ?? error.code}`,
});

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Pasted addresses, one after the other; the cursor is the number of those done. A bad one costs itself only. */
export const links = defineSource({
  kind: 'links',
  keyOf: ({ links: pasted }) => hex(md5(new TextEncoder().encode(pasted.join('\n')))),
  open: async ({ links: pasted }) => ok({ owner: { key: 'links', name: '' }, total: pasted.length }),
  page: async ({ links: pasted }, cursor, client) => {
    const place = Number(cursor) || 0;
    const text = pasted[place] ?? '';
    const found = findLinks(text);
    const resolved: Resolved = { posts: [], problems: [], raw: [] };
    for (const link of found.length > 0 ? found : [text]) {
      const read = await readLink(link, client);
      if (!read.ok && isGeneral(read.error)) return read;
      if (!read.ok) resolved.problems.push(named(read.error, place, link));
      else if (!resolved.posts.some(({ id }) => id === read.value.post.id)) {
        resolved.posts.push(read.value.post);
        resolved.raw.push(read.value.raw);
      }
    }
    return ok({ ...resolved, cursor: String(place + 1), hasMore: place + 1 < pasted.length, total: pasted.length });
  },
});

import { bytesToHex } from '@noble/hashes/utils.js';
import { policyOf } from '@/lib/base/errorPolicy';
import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { ReadPost } from '@/lib/model/page';
import type { Post } from '@/lib/model/post';
import { findLinks } from '@/lib/tiktok/address/readAddress';
import type { Client } from '@/lib/tiktok/client/createSiteClient';
import { md5 } from '@/lib/tiktok/sign/md5';
import { defineSource } from './ListSource';

interface Resolved {
  readonly items: ReadPost[];
  readonly problems: Failure[];
  readonly raw: unknown[];
}

/** What is remembered of a paste while it is walked. */
interface Walk {
  /** Where each post came first. */
  readonly places: Map<string, number>;
  /** How often a link met what only it may meet. */
  readonly tries: Map<string, number>;
  /** A post of it that the site gave. */
  given?: Post;
}

const walks = new WeakMap<Client, Map<string, Walk>>();
const MAX_WALKS = 20;

const walkOf = (client: Client, paste: string, place: number): Walk => {
  const known = walks.get(client) ?? new Map<string, Walk>();
  walks.set(client, known);
  const { places, ...before } = known.get(paste) ?? { places: new Map(), tries: new Map() };
  const walk: Walk = { ...before, places: place === 0 ? new Map() : places };
  known.delete(paste);
  known.set(paste, walk);
  for (const oldest of [...known.keys()].slice(0, -MAX_WALKS)) known.delete(oldest);
  return walk;
};

const OWN_TRIES = 3;
/** The same where no other post is known that the site could be asked for. */
const LONE_TRIES = 8;

/** Lines after the one in question that are asked whether the site answers at all, where none before it was given. */
const WITNESSES = 3;

const readTarget = async (
  link: string,
  client: Client,
): Promise<Result<{ readonly postId: string; readonly uniqueId?: string }>> => {
  const target = await client.followShortLink(link);
  if (!target.ok) return target;
  return target.value.kind === 'post'
    ? ok(target.value)
    : err(failure('input', `a ${target.value.kind} page, not a post`));
};

const readLink = async (link: string, client: Client): ReturnType<Client['post']> => {
  const target = await readTarget(link, client);
  return target.ok ? client.post(target.value.postId, target.value.uniqueId) : target;
};

const siteAnswers = async (walk: Walk, rest: readonly string[], client: Client): Promise<boolean> => {
  if (walk.given) return (await client.post(walk.given.id, walk.given.author.uniqueId)).ok;
  for (const link of rest.flatMap(findLinks).slice(0, WITNESSES)) {
    const read = await readLink(link, client);
    if (!read.ok) continue;
    walk.given = read.value.post;
    return true;
  }
  return false;
};

/** Whether a link meets alone what might as well be a site that is down: tried a few times while another post is to be had. */
const isOwn = async (
  walk: Walk,
  link: string,
  rest: readonly string[],
  { code }: Failure,
  client: Client,
): Promise<boolean> => {
  if (!policyOf(code).maybeOwn) return false;
  const count = (walk.tries.get(link) ?? 0) + 1;
  walk.tries.set(link, count);
  if (count < OWN_TRIES) return false;
  return (
    (await siteAnswers(walk, rest, client)) ||
    (walk.given === undefined && count >= LONE_TRIES && !policyOf(code).lineMayBeLost)
  );
};

// Of HTTP's refusals only 5xx say something of the site; 404 and its like, and the site's own codes, say it of this
// link (issue 11).
const isGeneral = ({ code, siteCode, status = 500 }: Failure): boolean =>
  policyOf(code).general === true && (code !== 'http' || (siteCode === undefined && status >= 500));

const named = (error: Failure, place: number, link: string): Failure => ({
  ...error,
  detail: `link ${place + 1} (${link.slice(0, 100)}): ${error.detail ?? error.code}`,
});

const keyOf = (pasted: readonly string[]): string => bytesToHex(md5(new TextEncoder().encode(pasted.join('\n'))));

/** Pasted addresses, one after the other; the cursor is the number of those done. A bad one costs itself only. */
export const links = defineSource({
  kind: 'links',
  offers: { ofAddress: (ref) => (ref.kind === 'short' ? { kind: 'links', links: [ref.url] } : undefined) },
  keyOf: ({ links: pasted }) => keyOf(pasted),
  open: async ({ links: pasted }) => ok({ owner: { key: 'links', name: '' }, total: pasted.length }),
  page: async ({ links: pasted }, cursor, client) => {
    const place = Number(cursor) || 0;
    const text = pasted[place] ?? '';
    const found = findLinks(text);
    const resolved: Resolved = { items: [], problems: [], raw: [] };
    const walk = walkOf(client, keyOf(pasted), place);
    const { places } = walk;
    const asked = new Set<string>();
    for (const link of found.length > 0 ? found : [text]) {
      const target = await readTarget(link, client);
      if (target.ok) {
        const { postId } = target.value;
        // Only what an earlier line gave is surely with the queue: this one may be a second try.
        if (asked.has(postId) || (places.get(postId) ?? place) < place) continue;
        asked.add(postId);
      }
      const read = target.ok ? await client.post(target.value.postId, target.value.uniqueId) : target;
      if (!read.ok && isGeneral(read.error) && !(await isOwn(walk, link, pasted.slice(place + 1), read.error, client)))
        return read;
      walk.tries.delete(link);
      if (!read.ok) resolved.problems.push(named(read.error, place, link));
      else {
        const { reply, ...item } = read.value;
        walk.given = item.post;
        resolved.items.push(item);
        resolved.raw.push(reply);
      }
    }
    for (const postId of asked) if (!places.has(postId)) places.set(postId, place);
    return ok({ ...resolved, cursor: String(place + 1), hasMore: place + 1 < pasted.length, total: pasted.length });
  },
});

import { bytesToHex } from '@noble/hashes/utils.js';
import { policyOf } from '@/lib/base/errorPolicy';
import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { ReadPost } from '@/lib/model/page';
import type { PageRef } from '@/lib/model/pageRef';
import type { Post } from '@/lib/model/post';
import type { Source } from '@/lib/model/source';
import { findLinks } from '@/lib/tiktok/address/readAddress';
import type { Client } from '@/lib/tiktok/client/createSiteClient';
import { md5 } from '@/lib/tiktok/sign/md5';
import { collection } from './collection';
import { defineSource } from './ListSource';
import { mix } from './mix';
import { photoSearch } from './photoSearch';
import { place } from './place';
import { search } from './search';
import { sound } from './sound';
import { tag } from './tag';

interface Resolved {
  readonly items: ReadPost[];
  readonly problems: Failure[];
  readonly lists: Source[];
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

/** Kinds with an end that an address alone names. */
const listsByAddress = [mix, collection, search, photoSearch, tag, sound, place];

/** The list at an address; undefined where there is none that can be saved to its end. */
const listAt = async (ref: PageRef, client: Client): Promise<Result<Source | undefined>> => {
  if (ref.kind !== 'profile')
    return ok(listsByAddress.map(({ offers }) => offers.ofAddress?.(ref)).find((source) => source !== undefined));
  const read = await client.profile({ uniqueId: ref.uniqueId });
  if (!read.ok) return read;
  const { secUid, uniqueId } = read.value.profile.author;
  return ok({ kind: 'posts', secUid, ...(uniqueId ? { uniqueId } : {}) });
};

/** What a link leads to: a post, a list, or nothing that can be saved. */
type Target =
  | { readonly kind: 'post'; readonly postId: string; readonly uniqueId?: string | undefined }
  | { readonly kind: 'list'; readonly list: Source }
  | { readonly kind: 'nothing'; readonly error: Failure };

/** Follows short links. */
const readTarget = async (link: string, client: Client): Promise<Target> => {
  const target = await client.followShortLink(link);
  if (!target.ok) return { kind: 'nothing', error: target.error };
  const ref = target.value;
  if (ref.kind === 'post') return ref;
  const list = await listAt(ref, client);
  if (!list.ok) return { kind: 'nothing', error: list.error };
  if (list.value) return { kind: 'list', list: list.value };
  return { kind: 'nothing', error: failure('input', `a ${ref.kind} page, neither a post nor a list`) };
};

const readLink = async (link: string, client: Client): Promise<Post | undefined> => {
  const target = await client.followShortLink(link);
  if (!target.ok || target.value.kind !== 'post') return undefined;
  const read = await client.post(target.value.postId, target.value.uniqueId);
  return read.ok ? read.value.post : undefined;
};

const siteAnswers = async (walk: Walk, rest: readonly string[], client: Client): Promise<boolean> => {
  if (walk.given) return (await client.post(walk.given.id, walk.given.author.uniqueId)).ok;
  for (const link of rest.flatMap(findLinks).slice(0, WITNESSES)) {
    const post = await readLink(link, client);
    if (!post) continue;
    walk.given = post;
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

/**
 * Pasted addresses, one after the other; the cursor is the number of those done. A bad one costs itself only; one that leads
 * to a list is handed on.
 */
export const links = defineSource({
  kind: 'links',
  offers: { ofAddress: (ref) => (ref.kind === 'short' ? { kind: 'links', links: [ref.url] } : undefined) },
  keyOf: ({ links: pasted }) => keyOf(pasted),
  open: async ({ links: pasted }) => ok({ owner: { key: 'links', name: '' }, total: pasted.length }),
  page: async ({ links: pasted }, cursor, client) => {
    const place = Number(cursor) || 0;
    const text = pasted[place] ?? '';
    const found = findLinks(text);
    const resolved: Resolved = { items: [], problems: [], lists: [], raw: [] };
    const walk = walkOf(client, keyOf(pasted), place);
    const { places } = walk;
    const asked = new Set<string>();
    for (const link of found.length > 0 ? found : [text]) {
      const target = await readTarget(link, client);
      if (target.kind === 'list') {
        walk.tries.delete(link);
        resolved.lists.push(target.list);
        continue;
      }
      if (target.kind === 'post') {
        const { postId } = target;
        // Only what an earlier line gave is surely with the queue: this one may be a second try.
        if (asked.has(postId) || (places.get(postId) ?? place) < place) continue;
        asked.add(postId);
      }
      const read = target.kind === 'post' ? await client.post(target.postId, target.uniqueId) : err(target.error);
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

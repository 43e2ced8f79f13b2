import type { Result } from '@/lib/base/result';
import type { OfferedSource } from '@/lib/model/offer';
import type { Page } from '@/lib/model/page';
import type { Post } from '@/lib/model/post';
import type { Collection, Playlist, Profile } from '@/lib/model/profile';
import type { Clock } from '@/lib/ports/Clock';
import type { Client } from '@/lib/tiktok/client/createSiteClient';

/** What was read; `whole` = without a failure on the way. */
interface Reading<T> {
  readonly value: T;
  readonly whole: boolean;
}

/**
 * Remembers answers by key for a while, so that asking again costs nothing; who asks meanwhile shares the request. An
 * answer with a failure in it is handed on and not remembered.
 */
export const ttlCache = <T>(clock: Clock, ms: number) => {
  const kept = new Map<string, { readonly at: number; readonly value: Promise<T> }>();

  const sweep = (): void => {
    for (const [key, { at }] of kept) if (clock.now() - at >= ms) kept.delete(key);
  };

  return (key: string, read: () => Promise<Reading<T>>): Promise<T> => {
    sweep();
    const known = kept.get(key);
    if (known) return known.value;
    const ask = async (): Promise<T> => {
      let whole = false;
      try {
        const reading = await read();
        whole = reading.whole;
        return reading.value;
      } finally {
        if (!whole) kept.delete(key);
      }
    };
    const value = ask();
    kept.set(key, { at: clock.now(), value });
    return value;
  };
};

/** Pages of playlists or folders that are read at most for a picker. */
const PAGES = 5;
const BELIEVED_MS = 2 * 60_000;

type Ask<T> = (cursor: string) => Promise<Result<Page<T>>>;

// A picker with what could be read is better than none; the list of posts itself is read by the job, with all guards.
const readSome = async <T>(ask: Ask<T>): Promise<Reading<readonly T[]>> => {
  const all: T[] = [];
  let cursor = '';
  for (let page = 0; page < PAGES; page += 1) {
    const read = await ask(cursor);
    if (!read.ok) return { value: all, whole: false };
    all.push(...read.value.items);
    if (!read.value.hasMore) break;
    cursor = read.value.cursor;
  }
  return { value: all, whole: true };
};

const readOne = <T, V>(read: Result<T>, pick: (value: T) => V): Reading<V | undefined> =>
  read.ok ? { value: pick(read.value), whole: true } : { value: undefined, whole: false };

const ofPlaylist = ({ mixId, name, videoCount }: Playlist): OfferedSource => ({
  source: { kind: 'mix', mixId, name },
  count: videoCount,
});

const ofCollection = ({ collectionId, name, total }: Collection): OfferedSource => ({
  source: { kind: 'collection', collectionId, name },
  count: total,
});

/**
 * What pages and addresses do not tell: a post, a playlist's name, a person's lists beyond posts and likes. Each is
 * kept for two minutes, so that opening the popup again asks nothing; what could not be read is asked for anew.
 */
export interface LookupCache {
  post(postId: string, uniqueId?: string): Promise<Post | undefined>;
  profile(secUid: string): Promise<Profile | undefined>;
  playlist(mixId: string): Promise<OfferedSource | undefined>;
  playlists(secUid: string): Promise<readonly OfferedSource[]>;
  folder(collectionId: string): Promise<OfferedSource | undefined>;
  /** Those of others are the public ones. */
  folders(secUid: string, publicOnly?: boolean): Promise<readonly OfferedSource[]>;
}

export const createLookupCache = (client: Client, clock: Clock): LookupCache => {
  const posts = ttlCache<Post | undefined>(clock, BELIEVED_MS);
  const profiles = ttlCache<Profile | undefined>(clock, BELIEVED_MS);
  const playlist = ttlCache<OfferedSource | undefined>(clock, BELIEVED_MS);
  const playlists = ttlCache<readonly OfferedSource[]>(clock, BELIEVED_MS);
  const folder = ttlCache<OfferedSource | undefined>(clock, BELIEVED_MS);
  const folders = ttlCache<readonly OfferedSource[]>(clock, BELIEVED_MS);

  return {
    post: (postId, uniqueId) =>
      posts(postId, async () => readOne(await client.post(postId, uniqueId), ({ post }) => post)),
    profile: (secUid) =>
      profiles(secUid, async () => readOne(await client.profile({ secUid }), ({ profile }) => profile)),
    playlist: (mixId) =>
      playlist(mixId, async () => readOne(await client.mix(mixId), (mix) => ofPlaylist(mix.playlist))),
    playlists: (secUid) =>
      playlists(secUid, async () => {
        const { value, whole } = await readSome((cursor) => client.playlists({ secUid, cursor }));
        return { value: value.map(ofPlaylist), whole };
      }),
    folder: (collectionId) =>
      folder(collectionId, async () => readOne(await client.collection(collectionId), ofCollection)),
    folders: (secUid, publicOnly = false) =>
      folders(`${secUid} ${publicOnly}`, async () => {
        const { value, whole } = await readSome((cursor) => client.collections({ secUid, publicOnly, cursor }));
        return { value: value.map(ofCollection), whole };
      }),
  };
};

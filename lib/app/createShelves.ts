import type { Result } from '@/lib/base/result';
import type { PageOf } from '@/lib/model/listPage';
import type { OfferedSource } from '@/lib/model/offer';
import type { Post } from '@/lib/model/post';
import type { Collection, Playlist, Profile } from '@/lib/model/profile';
import type { Clock } from '@/lib/ports/Clock';
import type { Client } from '@/lib/tiktok/createClient';

/** Pages of playlists or folders that are read at most for a picker. */
const PAGES = 5;
const BELIEVED_MS = 2 * 60_000;

type Ask<T> = (cursor: string) => Promise<Result<PageOf<T>>>;

// A picker with what could be read is better than none; the list of posts itself is read by the job, with all guards.
const readSome = async <T>(ask: Ask<T>): Promise<readonly T[]> => {
  const all: T[] = [];
  let cursor = '';
  for (let page = 0; page < PAGES; page += 1) {
    const read = await ask(cursor);
    if (!read.ok) break;
    all.push(...read.value.items);
    if (!read.value.hasMore) break;
    cursor = read.value.cursor;
  }
  return all;
};

const ofPlaylist = ({ mixId, name, videoCount }: Playlist): OfferedSource => ({
  source: { kind: 'mix', mixId, name },
  count: videoCount,
});

const ofCollection = ({ collectionId, name, total }: Collection): OfferedSource => ({
  source: { kind: 'collection', collectionId, name },
  count: total,
});

/** What pages and addresses do not tell: a post, a playlist's name, a person's lists beyond posts and likes. Each is believed for two minutes, so that opening the popup again asks nothing. */
export interface Shelves {
  post(postId: string, uniqueId?: string): Promise<Post | undefined>;
  profile(secUid: string): Promise<Profile | undefined>;
  playlist(mixId: string): Promise<OfferedSource | undefined>;
  playlists(secUid: string): Promise<readonly OfferedSource[]>;
  folders(secUid: string): Promise<readonly OfferedSource[]>;
}

export const createShelves = (client: Client, clock: Clock): Shelves => {
  const kept = new Map<string, { readonly at: number; readonly value: Promise<unknown> }>();

  const once = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const known = kept.get(key);
    if (known && clock.now() - known.at < BELIEVED_MS) return known.value as Promise<T>;
    const value = read();
    kept.set(key, { at: clock.now(), value });
    return value;
  };

  return {
    post: (postId, uniqueId) =>
      once(`post ${postId}`, async () => {
        const read = await client.post(postId, uniqueId);
        return read.ok ? read.value.post : undefined;
      }),
    playlist: (mixId) =>
      once(`playlist ${mixId}`, async () => {
        const read = await client.mix(mixId);
        return read.ok ? ofPlaylist(read.value.playlist) : undefined;
      }),
    profile: (secUid) =>
      once(`profile ${secUid}`, async () => {
        const read = await client.profile({ secUid });
        return read.ok ? read.value.profile : undefined;
      }),
    playlists: (secUid) =>
      once(`playlists ${secUid}`, async () =>
        (await readSome((cursor) => client.playlists({ secUid, cursor }))).map(ofPlaylist),
      ),
    folders: (secUid) =>
      once(`folders ${secUid}`, async () =>
        (await readSome((cursor) => client.collections({ secUid, cursor }))).map(ofCollection),
      ),
  };
};

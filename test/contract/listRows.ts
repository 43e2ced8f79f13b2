import type { Tiktok } from '@/lib/api';
import type { Source } from '@/lib/model/source';
import type { PostPage, WalkOptions } from '@/lib/tiktok/api/walks';
import { createWorld } from '../site/world/world.ts';

/** One of the site's lists: what it holds, and each way to it. */
export interface ListRow {
  readonly what: string;
  readonly source: Source;
  /** Its endpoint, for refusals. */
  readonly path: string;
  fetch(tiktok: Tiktok, options: WalkOptions): AsyncGenerator<PostPage, void, undefined>;
  /** Ids in the list's order. */
  readonly ids: readonly string[];
  /** A second run may stop at what is known. */
  readonly incremental?: true;
}

/** The same world as the site's: it is deterministic. */
const world = createWorld();
const idsOf = (posts: readonly { readonly id: string }[] | undefined): string[] => (posts ?? []).map(({ id }) => id);

const soundId = '7034567890123456789';
const placeId = '22535865206213';

/** Every list that has an end, with its posts on the demo site. */
export const listRows: readonly ListRow[] = [
  {
    what: 'a hashtag',
    source: { kind: 'tag', name: 'demo' },
    path: '/api/challenge/item_list/',
    fetch: (tiktok, options) => tiktok.fetchHashtagVideos({ name: 'demo', ...options }),
    ids: idsOf(world.topic('hashtag', 'demo')?.posts),
  },
  {
    what: 'a sound',
    source: { kind: 'sound', musicId: soundId },
    path: '/api/music/item_list/',
    fetch: (tiktok, options) => tiktok.fetchSoundVideos({ musicId: soundId, ...options }),
    ids: idsOf(world.topic('sound', soundId)?.posts),
  },
  {
    what: 'a place',
    source: { kind: 'place', placeId },
    path: '/api/poi/item_list/',
    fetch: (tiktok, options) => tiktok.fetchPlaceVideos({ placeId, ...options }),
    ids: idsOf(world.topic('place', placeId)?.posts),
  },
];

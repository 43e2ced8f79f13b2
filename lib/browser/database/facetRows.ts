import type { FacetRow } from '@/lib/model/library/shelfRows';
import type { PostRow } from '@/lib/model/postRow';
import { pageDb } from './db';

const facetOf = (postId: string, row: PostRow | undefined): FacetRow => {
  const { author, hashtags, music } = row?.post ?? {};
  return {
    postId,
    secUid: author?.secUid ?? '',
    hashtags: [...new Set((hashtags ?? []).map((tag) => tag.toLowerCase()))],
    ...(music ? { soundId: music.id, soundTitle: music.title, soundAuthor: music.author } : {}),
  };
};

// A post's row is some thousand bytes: so many are a few megabytes at once.
const PIECE = 1000;

/**
 * What saved posts are grouped by. Those that nobody asked for before are read from their posts' rows and kept, so that
 * only the first look at a large library takes its time; `onProgress` hears how much of that is through, 0 to 1.
 */
export const readFacets = async (
  postIds: ReadonlySet<string>,
  onProgress: (share: number) => void,
): Promise<readonly FacetRow[]> => {
  const { facets, posts } = pageDb();
  const kept = await facets.toArray();
  const known = new Set(kept.map(({ postId }) => postId));
  const missing = [...postIds].filter((postId) => !known.has(postId));
  const made: FacetRow[] = [];
  for (let at = 0; at < missing.length; at += PIECE) {
    const piece = missing.slice(at, at + PIECE);
    const rows = await posts.bulkGet(piece);
    const next = piece.map((postId, index) => facetOf(postId, rows[index]));
    await facets.bulkPut(next);
    made.push(...next);
    onProgress(Math.min(1, (at + PIECE) / missing.length));
  }
  return [...kept.filter(({ postId }) => postIds.has(postId)), ...made];
};

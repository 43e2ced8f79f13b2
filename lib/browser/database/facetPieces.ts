import type { FacetPiece } from '@/lib/model/library/shelfRows';
import type { PostRow } from '@/lib/model/postRow';
import { pageDb } from './db';

const PIECE = 1000;

const hashtagsOf = (row: PostRow | undefined): string => {
  const tags = row?.post?.hashtags ?? [];
  return [...new Set(tags.map((tag) => tag.toLowerCase()))].join('\n');
};

const soundTitleOf = (row: PostRow | undefined): string => {
  const { title = '', author = '' } = row?.post?.music ?? {};
  return [title, author].filter(Boolean).join(' · ');
};

const pieceOf = (postIds: readonly string[], rows: readonly (PostRow | undefined)[]): FacetPiece => ({
  first: postIds[0] ?? '',
  size: postIds.length,
  postIds,
  secUids: rows.map((row) => row?.post?.author.secUid ?? ''),
  hashtags: rows.map(hashtagsOf),
  soundIds: rows.map((row) => row?.post?.music?.id ?? ''),
  soundTitles: rows.map(soundTitleOf),
});

const joined = (a: FacetPiece, b: FacetPiece): FacetPiece => ({
  first: a.first,
  size: a.size + b.size,
  postIds: [...a.postIds, ...b.postIds],
  secUids: [...a.secUids, ...b.secUids],
  hashtags: [...a.hashtags, ...b.hashtags],
  soundIds: [...a.soundIds, ...b.soundIds],
  soundTitles: [...a.soundTitles, ...b.soundTitles],
});

/** The piece without the posts at these places. */
const without = (piece: FacetPiece, gone: ReadonlySet<string>): FacetPiece => {
  const stay = (_: string, at: number): boolean => !gone.has(piece.postIds[at] ?? '');
  const postIds = piece.postIds.filter(stay);
  return {
    ...{ first: piece.first, size: postIds.length, postIds },
    secUids: piece.secUids.filter(stay),
    hashtags: piece.hashtags.filter(stay),
    soundIds: piece.soundIds.filter(stay),
    soundTitles: piece.soundTitles.filter(stay),
  };
};

/**
 * Rows of these posts, which are sorted, in one stretch where few others lie between them: a look-up for each takes ten
 * times as long (60,000 posts: 14 s and 2 s, Chromium 156). A post that is not known any more has none.
 */
const rowsOf = async (postIds: readonly string[], between: number): Promise<readonly (PostRow | undefined)[]> => {
  const { posts } = pageDb();
  if (between > 2 * postIds.length) return posts.bulkGet([...postIds]);
  const rows = await posts.where(':id').between(postIds[0], postIds.at(-1), true, true).toArray();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return postIds.map((postId) => byId.get(postId));
};

/** Writes a piece into one that has room for it, or as one of its own: seldom are many posts new. */
const keep = async (piece: FacetPiece): Promise<void> => {
  const { facetPieces } = pageDb();
  await pageDb().transaction('rw', facetPieces, async () => {
    const open = await facetPieces
      .where('size')
      .belowOrEqual(PIECE - piece.size)
      .first();
    await facetPieces.put(open && open.first !== piece.first ? joined(open, piece) : piece);
  });
};

/** What posts are grouped by that nobody asked for before, piece by piece, made from their rows and kept. */
async function* makeMissing(postIds: ReadonlySet<string>, missing: ReadonlySet<string>, size: number) {
  const wanted = [...missing].sort();
  const places = new Map([...postIds].sort().map((postId, at) => [postId, at]));
  for (let at = 0; at < wanted.length; at += size) {
    const ids = wanted.slice(at, at + size);
    const between = (places.get(ids.at(-1) ?? '') ?? 0) - (places.get(ids[0] ?? '') ?? 0);
    const piece = pieceOf(ids, await rowsOf(ids, between));
    await keep(piece);
    yield piece;
  }
}

/** Counts the looks of this page: what is made ahead gives way to whoever looks. */
let looks = 0;

/**
 * What these saved posts are grouped by, each of them once. Those that nobody asked for before are read from their posts'
 * rows; `onProgress` hears how much of that is through, 0 to 1.
 */
export const readFacets = async (
  postIds: ReadonlySet<string>,
  onProgress: (share: number) => void,
): Promise<readonly FacetPiece[]> => {
  looks += 1;
  const left = new Set(postIds);
  // Two pages that made pieces at the same time may both have made one of a post; and some are not saved any more.
  const once = (piece: FacetPiece): FacetPiece => {
    const others = new Set(piece.postIds.filter((postId) => !left.delete(postId)));
    return others.size === 0 ? piece : without(piece, others);
  };
  const pieces = (await pageDb().facetPieces.toArray()).map(once);
  const many = left.size;
  let done = 0;
  for await (const piece of makeMissing(postIds, new Set(left), PIECE)) {
    pieces.push(piece);
    done += piece.size;
    onProgress(done / many);
  }
  return pieces;
};

/** So few rows at once that a key pressed meanwhile does not wait for them. */
const STEP = 250;

/**
 * Makes what {@link readFacets} would have to make, in small steps; `rest` is awaited before each. Ends early when
 * somebody looks, and reads next to nothing when all is made.
 */
export const makeFacets = async (postIds: ReadonlySet<string>, rest: () => Promise<void>): Promise<void> => {
  const { facetPieces } = pageDb();
  const mine = looks;
  const sizes = await facetPieces.orderBy('size').keys();
  if (sizes.reduce<number>((sum, size) => sum + Number(size), 0) >= postIds.size) return;
  const left = new Set(postIds);
  for (const first of await facetPieces.toCollection().primaryKeys()) {
    await rest();
    if (looks !== mine) return;
    for (const postId of (await facetPieces.get(first))?.postIds ?? []) left.delete(postId);
  }
  const steps = makeMissing(postIds, left, STEP);
  do await rest();
  while (looks === mine && !(await steps.next()).done);
};

/** Forgets posts that left the library; to be called in a transaction that holds the table. */
export const forgetFacets = async (postIds: ReadonlySet<string>): Promise<void> => {
  const { facetPieces } = pageDb();
  for (const piece of await facetPieces.toArray()) {
    if (!piece.postIds.some((postId) => postIds.has(postId))) continue;
    const left = without(piece, postIds);
    await (left.size === 0 ? facetPieces.delete(piece.first) : facetPieces.put(left));
  }
};

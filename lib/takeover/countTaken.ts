import { type Failure, failure, TokError } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { TakenOrigin } from '@/lib/model/library/takenOver';
import { takenOverRow } from '@/lib/model/library/takenOverRow';
import type { PostRow } from '@/lib/model/postRow';
import type { Store, Tables } from '@/lib/ports/Store';

/** A post that a person knows. */
export interface TakenPost {
  readonly from: TakenOrigin;
  /** Empty where it is not told. */
  readonly uniqueId: string;
}

export interface CountHooks {
  readonly signal: AbortSignal;
  /** 0 to 1 */
  onProgress(share: number): void;
}

/** What came of it. */
export interface TakenTally {
  /** Count as saved from now on. */
  readonly added: number;
  /** Saved here, or taken over before. */
  readonly known: number;
  readonly isStopped: boolean;
}

/** Posts of one transaction: long ones hold up the queue. */
const PIECE = 500;

const piecesOf = function* <T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += PIECE) yield rows.slice(at, at + PIECE);
};

/** Rows between two ids that are read for a piece at most; beyond it each post is asked for by itself. */
const STRETCH = 4 * PIECE;

type Known = Pick<Tables, 'records' | 'posts'>;

// One request for a stretch of the index instead of one for each post.
const rowsFor = async ({ posts }: Known, ids: readonly string[]): Promise<readonly PostRow[]> => {
  const rows = await posts.between(ids[0] ?? '', ids.at(-1) ?? '', STRETCH);
  return rows.length < STRETCH ? rows : posts.getMany(ids);
};

const savedIn = async ({ records }: Known, ids: readonly string[]): Promise<readonly string[]> => {
  const keys = await records.keysBetween(ids[0] ?? '', ids.at(-1) ?? '', STRETCH);
  if (keys.length < STRETCH) return keys.map((key) => key.slice(0, key.indexOf(':')));
  // A picture of the person alone, which no post's id begins, says nothing of the post.
  return (await records.ofPosts(ids)).flatMap(({ key, postId }) => (key.startsWith(`${postId}:`) ? [postId] : []));
};

/** Posts of which a file is recorded, or that count as saved without one; ids in the order of the index. */
const knownOf = async (tables: Known, ids: readonly string[]) => {
  const rows = new Map((await rowsFor(tables, ids)).map((row) => [row.id, row]));
  const known = new Set(await savedIn(tables, ids));
  for (const { id, takenOver } of rows.values()) if (takenOver) known.add(id);
  return { rows, known };
};

const orFailure = async <T>(work: () => Promise<T>): Promise<Result<T, Failure>> => {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof TokError) return err(error.failure);
    return err(failure('database', error instanceof Error ? error.name : typeof error));
  }
};

/** Which of the posts are new: neither saved here nor taken over before. Errors: `database`. */
export const newOf = (
  store: Store,
  postIds: readonly string[],
  { signal, onProgress }: CountHooks,
): Promise<Result<ReadonlySet<string>, Failure>> =>
  orFailure(async () => {
    const fresh = new Set<string>();
    // In the order of the index, so that each piece is one stretch of it.
    let done = 0;
    for (const ids of piecesOf([...postIds].sort())) {
      if (signal.aborted) break;
      const { known } = await knownOf(store, ids);
      for (const id of ids) if (!known.has(id)) fresh.add(id);
      done += ids.length;
      onProgress(done / postIds.length);
    }
    return fresh;
  });

/**
 * Lets posts count as saved, a transaction for every few hundred: stopped and begun again, it goes on where it was, and
 * nothing counts twice. Errors: `database`.
 *
 * @param now ms since 1970
 */
export const countTaken = (
  store: Store,
  posts: ReadonlyMap<string, TakenPost>,
  now: number,
  { signal, onProgress }: CountHooks,
): Promise<Result<TakenTally, Failure>> =>
  orFailure(async () => {
    let [added, known] = [0, 0];
    for (const piece of piecesOf([...posts].sort(([a], [b]) => (a < b ? -1 : 1)))) {
      if (signal.aborted) return { added, known, isStopped: true };
      const ids = piece.map(([id]) => id);
      const marked = await store.transaction(async (tables) => {
        const before = await knownOf(tables, ids);
        const fresh = piece.filter(([id]) => !before.known.has(id));
        await tables.posts.putMany(
          fresh.map(([id, { from, uniqueId }]) => {
            const row = before.rows.get(id);
            const takenOver = { at: now, from };
            return row ? { ...row, takenOver } : takenOverRow(id, uniqueId || undefined, takenOver);
          }),
        );
        return fresh.length;
      });
      added += marked;
      known += piece.length - marked;
      onProgress((added + known) / posts.size);
    }
    return { added, known, isStopped: false };
  });

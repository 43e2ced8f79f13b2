import type { TakenOver } from '@/lib/model/library/takenOver';
import { isBareMark } from '@/lib/model/library/takenOverRow';
import type { PostRow } from '@/lib/model/postRow';
import { pageDb, type TokshelfDb } from './db';

/** A post that counts as saved without a file. */
export interface TakenPostRow extends TakenOver {
  readonly postId: string;
  /** Empty where nobody told it. */
  readonly uniqueId: string;
  /** Milliseconds since 1970; 0 where it is not known. */
  readonly postedAt: number;
  readonly photos: boolean;
}

const marked = ({ posts }: TokshelfDb) => posts.where('takenOver.at').aboveOrEqual(0);

/** How many posts count as saved without a file. */
export const countTakenRows = (): Promise<number> => marked(pageDb()).count();

/** Those taken over last, newest first. */
export const newestTaken = async (limit: number): Promise<TakenPostRow[]> => {
  const rows = await marked(pageDb()).reverse().limit(limit).toArray();
  return rows.flatMap(({ id, post, takenOver }) =>
    takenOver
      ? [
          {
            postId: id,
            uniqueId: post.author.uniqueId,
            postedAt: post.createdAt,
            photos: post.kind === 'photos',
            ...takenOver,
          },
        ]
      : [],
  );
};

/** Rows of one transaction: the queue waits for its end. */
const PIECE = 1000;

const withoutMark = ({ takenOver: _, ...row }: PostRow): PostRow => row;

/** Lets none of them count as saved any more; what else is known of a post stays. */
export const forgetTaken = async (db: TokshelfDb = pageDb()): Promise<void> => {
  for (let left = PIECE; left === PIECE; ) {
    left = await db.transaction('rw', db.posts, async () => {
      const rows = await marked(db).limit(PIECE).toArray();
      const bare = rows.filter(isBareMark);
      await db.posts.bulkDelete(bare.map(({ id }) => id));
      await db.posts.bulkPut(rows.filter((row) => !isBareMark(row)).map(withoutMark));
      return rows.length;
    });
  }
};

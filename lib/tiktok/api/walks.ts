import { failure, TokError } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import type { Page, ReadPost } from '@/lib/model/page';
import type { Post } from '@/lib/model/post';
import { postRow, type Row } from '@/lib/tiktok/api/rows';
import { type PageWalk, walkPages } from '@/lib/tiktok/lists/walkPages';

/** The value of a result; a failure is thrown as TokError, as the developer API does everywhere. */
export const unwrap = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new TokError(result.error);
};

/** One page of posts. */
export interface PostPage extends Omit<Page<ReadPost>, 'items'> {
  readonly posts: readonly Post[];
  /** The posts as flat rows for a table. */
  toList(): Row[];
}

/** How much of a list, from where. */
export interface WalkOptions {
  /** Where an earlier walk stopped; absent or `0` = the beginning. */
  readonly cursor?: string | number | undefined;
  /** Items per request; 0 or absent = 20, capped by the endpoint. */
  readonly pageCounts?: number | undefined;
  /** Items in all, exactly; 0 or absent = all. */
  readonly maxCounts?: number | undefined;
}

type PostWalk = PageWalk<ReadPost>;

type Pause = () => Promise<void>;

const PAGE_COUNTS = 20;

const whole = (name: string, value: number): number => {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new TokError(failure('input', `${name}: a whole number from 0`));
};

const limits = ({ cursor, pageCounts, maxCounts }: WalkOptions) => ({
  cursor: String(cursor ?? ''),
  count: whole('pageCounts', pageCounts ?? 0) || PAGE_COUNTS,
  maxCount: whole('maxCounts', maxCounts ?? 0),
});

/** Walks a list of posts; failures are thrown, counts that are none as `input`. */
export async function* walkPosts(
  fetch: PostWalk['fetch'],
  options: WalkOptions,
  pause: Pause,
  more: Pick<PostWalk, 'leaveOut' | 'isLast' | 'staleLimit'> = {},
): AsyncGenerator<PostPage, void, undefined> {
  for await (const result of walkPages<ReadPost>({
    ...more,
    ...limits(options),
    fetch,
    pause,
    idOf: ({ post }) => post.id,
  })) {
    const { items, ...page } = unwrap(result);
    const posts = items.map(({ post }) => post);
    yield { ...page, posts, toList: () => posts.map(postRow) };
  }
}

/** Walks a list of comments, playlists or folders; failures are thrown. */
export async function* walkItems<T>(
  fetch: (query: { readonly cursor: string; readonly count: number }) => Promise<Result<Page<T>>>,
  idOf: (item: T) => string,
  options: WalkOptions,
  pause: Pause,
): AsyncGenerator<Page<T>, void, undefined> {
  for await (const result of walkPages<T>({ ...limits(options), fetch, pause, idOf })) yield unwrap(result);
}

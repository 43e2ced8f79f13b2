import { failure, TokError } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import type { ListPage, PageOf } from '@/lib/model/listPage';
import { postRow, type Row } from '@/lib/tiktok/api/rows';
import { type Walk, walkList, walkPages } from '@/lib/tiktok/lists/walkPages';

/** The value of a result; a failure is thrown as TokError, as the developer API does everywhere. */
export const unwrap = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new TokError(result.error);
};

/** One page of posts. */
export interface PostPage extends ListPage {
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
  fetch: Walk['fetch'],
  options: WalkOptions,
  pause: Pause,
  more: Pick<Walk, 'leaveOut' | 'isLast' | 'staleLimit'> = {},
): AsyncGenerator<PostPage, void, undefined> {
  for await (const result of walkList({ ...more, ...limits(options), fetch, pause })) {
    const page = unwrap(result);
    yield { ...page, toList: () => page.posts.map(postRow) };
  }
}

/** Walks a list of comments, playlists or folders; failures are thrown. */
export async function* walkItems<T>(
  fetch: (query: { readonly cursor: string; readonly count: number }) => Promise<Result<PageOf<T>>>,
  idOf: (item: T) => string,
  options: WalkOptions,
  pause: Pause,
): AsyncGenerator<PageOf<T>, void, undefined> {
  const walk = walkPages<PageOf<T>, T>({
    ...limits(options),
    fetch,
    pause,
    idOf,
    items: ({ items }) => items,
    withItems: (page, items) => ({ ...page, items }),
  });
  for await (const result of walk) yield unwrap(result);
}

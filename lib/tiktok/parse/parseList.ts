import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Page, ReadPost } from '@/lib/model/page';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import { failureInReply, shapeFailure } from '@/lib/tiktok/wire/replyStatus';
import { itemListWire, searchBlockWire, searchWire } from '@/lib/tiktok/wire/wireExtras';
import { parsePost } from './parsePost';
import { goesOn, hasAny, misplaced, readEach, tooMany, unsaidEnd } from './readPageOf';

interface PostsRead {
  readonly items: ReadPost[];
  readonly problems: Failure[];
  readonly hasMore: boolean;
}

const readPosts = (what: string, raw: readonly unknown[], more: boolean | null | undefined): PostsRead => {
  const { items, problems } = readEach(raw, parsePost);
  return { items, problems: [...problems, ...unsaidEnd(what, more, raw)], hasMore: goesOn(more, raw) };
};

const isPost = (item: unknown): boolean => isRecord(item) && isRecord(item.author) && parsePost(item).ok;

const misplacedPosts = (raw: unknown, what: string, expected: string): Failure | undefined =>
  misplaced(raw, { what, expected, items: 'posts' }, (item) => isPost(item) || (isRecord(item) && isPost(item.item)));

/**
 * Reads one page of any item_list endpoint (posts, likes, favourites, collection, mix, topics, feeds, stories, creator).
 * An empty list is left out by the site, but never its word on whether there is more; the cursor is text, milliseconds in
 * time-ordered lists.
 *
 * @returns the status's code, or `shape` when the envelope is not one of a list.
 */
export const parseItemList = (raw: unknown): Result<Page<ReadPost>> => {
  const refused = failureInReply(raw);
  if (refused) return err(refused);
  const elsewhere = () => misplacedPosts(raw, 'list', 'itemList');
  if (!hasAny(raw, ['itemList', 'hasMore', 'has_more', 'hasMorePrevious', 'HasMoreAfter']))
    return err(elsewhere() ?? failure('shape', 'list: no list'));
  const parsed = itemListWire.safeParse(raw);
  if (!parsed.success) return err(shapeFailure('list', parsed.error));
  const { itemList, hasMore, has_more, hasMorePrevious, HasMoreAfter, cursor, MaxCursor, total } = parsed.data;
  const moved = itemList ? undefined : elsewhere();
  if (moved) return err(moved);
  const crowded = tooMany('list', itemList ?? []);
  if (crowded) return err(crowded);
  return ok({
    // Where a reply pages backwards in time, `hasMore` would speak of the other direction.
    ...readPosts('list', itemList ?? [], hasMorePrevious ?? hasMore ?? has_more ?? HasMoreAfter),
    cursor: cursor ?? MaxCursor ?? '',
    ...(total === undefined ? {} : { total }),
    raw,
  });
};

// Only posts have an `item`; blocks of users and the like stand between them.
const itemsOfBlocks = (blocks: readonly unknown[]): unknown[] =>
  blocks.flatMap((raw) => {
    const block = searchBlockWire.safeParse(raw);
    if (!block.success) return [raw];
    return block.data.type === 1 || isRecord(block.data.item) ? [block.data.item] : [];
  });

/**
 * Reads one page of search, item/full (`item_list`) or general/full (`data`, where blocks other than posts are
 * passed over). `searchId` goes into the next page's `search_id`; empty when the reply lacks it.
 */
export const parseSearchPage = (raw: unknown): Result<Page<ReadPost> & { readonly searchId: string }> => {
  const refused = failureInReply(raw);
  if (refused) return err(refused);
  const elsewhere = () => misplacedPosts(raw, 'search', 'item_list or data');
  if (!hasAny(raw, ['item_list', 'data', 'has_more', 'hasMore']))
    return err(elsewhere() ?? failure('shape', 'search: no list'));
  const parsed = searchWire.safeParse(raw);
  if (!parsed.success) return err(shapeFailure('search', parsed.error));
  const { item_list, data, has_more, hasMore, cursor, log_pb, extra } = parsed.data;
  const moved = item_list || data ? undefined : elsewhere();
  if (moved) return err(moved);
  const items = [...(item_list ?? []), ...itemsOfBlocks(data ?? [])];
  const crowded = tooMany('search', data ?? []) ?? tooMany('search', items);
  if (crowded) return err(crowded);
  return ok({
    ...readPosts('search', items, has_more ?? hasMore),
    cursor: cursor ?? '',
    searchId: log_pb.impr_id || extra.logid,
    raw,
  });
};

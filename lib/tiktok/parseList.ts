import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { ListPage } from '@/lib/model/listPage';
import type { Post } from '@/lib/model/post';
import { isRecord } from './coerce';
import { parsePost } from './parsePost';
import { failureInReply } from './replyStatus';
import { shapeFailure } from './shapeFailure';
import { itemListWire, searchBlockWire, searchWire } from './wire';

/** Whether a reply has at least one of these keys: `{}` is no well-formed empty list. */
export const hasAny = (raw: unknown, keys: readonly string[]): boolean =>
  isRecord(raw) && keys.some((key) => key in raw);

const readItems = (items: readonly unknown[]): { readonly posts: Post[]; readonly problems: Failure[] } => {
  const posts: Post[] = [];
  const problems: Failure[] = [];
  for (const item of items) {
    const post = parsePost(item);
    if (post.ok) posts.push(post.value);
    else problems.push(post.error);
  }
  return { posts, problems };
};

/**
 * Reads one page of any item_list endpoint (posts, likes, favourites, collection, mix, music, recommend, creator).
 * An empty list is left out by the site; the cursor is text, milliseconds in time-ordered lists.
 *
 * @returns the status's code, or `shape` when the envelope is not one of a list.
 */
export const parseItemList = (raw: unknown): Result<ListPage> => {
  const refused = failureInReply(raw);
  if (refused) return err(refused);
  if (!hasAny(raw, ['itemList', 'hasMore', 'hasMorePrevious', 'statusCode', 'status_code'])) {
    return err(failure('shape', 'list: no known field'));
  }
  const parsed = itemListWire.safeParse(raw);
  if (!parsed.success) return err(shapeFailure('list', parsed.error));
  const { itemList, hasMore, hasMorePrevious, cursor, total } = parsed.data;
  return ok({
    ...readItems(itemList ?? []),
    cursor: cursor ?? '',
    hasMore: hasMore ?? hasMorePrevious ?? false,
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
export const parseSearchPage = (raw: unknown): Result<ListPage & { readonly searchId: string }> => {
  const refused = failureInReply(raw);
  if (refused) return err(refused);
  if (!hasAny(raw, ['item_list', 'data', 'has_more', 'status_code']))
    return err(failure('shape', 'search: no known field'));
  const parsed = searchWire.safeParse(raw);
  if (!parsed.success) return err(shapeFailure('search', parsed.error));
  const { item_list, data, has_more, cursor, log_pb, extra } = parsed.data;
  return ok({
    ...readItems([...(item_list ?? []), ...itemsOfBlocks(data ?? [])]),
    cursor: cursor ?? '',
    hasMore: has_more ?? false,
    searchId: log_pb.impr_id || extra.logid,
    raw,
  });
};

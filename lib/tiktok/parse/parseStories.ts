import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Page, ReadPost } from '@/lib/model/page';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import { failureInReply } from '@/lib/tiktok/wire/replyStatus';
import { storyUserWire } from '@/lib/tiktok/wire/wireTopics';
import { parseItemList } from './parseList';
import { readPageOf } from './readPageOf';

/** What follows the stories of one person in a reply, under its older and its newer name (reported 2026-08). */
const goesOn = (list: Record<string, unknown>): boolean =>
  [list.hasMore, list.HasMoreAfter].some((more) => more === true || more === 1);

/** Reads story/user_list: numbers of those that have stories. */
export const parseStoryUsers = (raw: unknown): Result<Page<string>> =>
  readPageOf(raw, { items: 'storyUsers', more: 'hasMore' }, (element) => {
    const { id } = storyUserWire.parse(element).user;
    return id === '' ? err(failure('shape', 'storyUsers: no id')) : ok(id);
  });

/**
 * Reads story/batch/item_list: the stories of several people, one list each. A list that goes on is a problem: no cursor of the
 * whole reply leads there.
 */
export const parseStoryBatch = (raw: unknown): Result<Page<ReadPost>> => {
  const refused = failureInReply(raw);
  if (refused) return err(refused);
  const lists = isRecord(raw) ? raw.batchStoryItemLists : undefined;
  if (!Array.isArray(lists)) return err(failure('shape', 'stories: expected batchStoryItemLists'));
  const pages = lists.filter(isRecord).map((list) => ({ list, page: parseItemList({ hasMore: false, ...list }) }));
  const problems = pages.flatMap(({ list, page }) => {
    if (!page.ok) return [page.error];
    return goesOn(list)
      ? [...page.value.problems, failure('list', 'more stories than one reply holds')]
      : page.value.problems;
  });
  const items = pages.flatMap(({ page }) => (page.ok ? page.value.items : []));
  return ok({ items, problems, cursor: '', hasMore: false, raw });
};

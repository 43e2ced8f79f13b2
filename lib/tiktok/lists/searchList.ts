import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { ListPage } from '@/lib/model/listPage';
import { countFor, endpoints } from '@/lib/tiktok/request/endpoints';
import { readSearchCursor, writeSearchCursor } from './cursors';
import { type ListParts, type PageQuery, postIds } from './listParts';

/** A search; `everything` asks the general search, whose users and cards are passed over, instead of the videos'. */
export interface SearchQuery extends PageQuery {
  readonly keyword: string;
  readonly everything?: boolean;
}

/**
 * Calls for search results. The cursor holds the offset and the search's id, which the next page must name. An empty
 * keyword is code `input`.
 */
export const createSearchList =
  ({ transport, guard }: ListParts) =>
  async ({ keyword, everything = false, cursor = '', count }: SearchQuery): Promise<Result<ListPage>> => {
    const words = keyword.trim();
    if (words === '') return err(failure('input', 'empty keyword'));
    const endpoint = everything ? endpoints.searchGeneral : endpoints.searchItems;
    const { offset, searchId } = readSearchCursor(cursor);
    const fetchPage = async (): Promise<Result<ListPage>> => {
      const asked = { keyword: words, offset, search_id: searchId, count: countFor(endpoint, count) };
      const page = await transport.call(endpoint, asked);
      if (!page.ok) return page;
      const { searchId: next, ...found } = page.value.value;
      const reached = Number(found.cursor) || offset + found.posts.length;
      return ok({ ...found, cursor: writeSearchCursor({ offset: reached, searchId: next || searchId }) });
    };
    return guard({ key: `${endpoint.name} ${words}`, cursor, ids: postIds, fetch: fetchPage });
  };

import type { Result } from '@/lib/base/result';
import type { ListPage } from '@/lib/model/listPage';
import type { Post } from '@/lib/model/post';
import { type PageWalk, walkPages } from './walkPages';

/** How to walk a list of posts. */
export type Walk = Omit<PageWalk<ListPage, Post>, 'items' | 'idOf' | 'withItems'>;

/** Walks a list of posts: {@link walkPages} on posts. */
export const walkList = (walk: Walk): AsyncGenerator<Result<ListPage>, void, undefined> =>
  walkPages<ListPage, Post>({
    ...walk,
    items: ({ posts }) => posts,
    idOf: ({ id }) => id,
    withItems: (page, posts) => ({ ...page, posts }),
  });

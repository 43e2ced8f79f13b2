import { ok, type Result } from '@/lib/base/result';
import type { Comment } from '@/lib/model/comment';
import type { Page } from '@/lib/model/page';
import type { InTurn, Lists } from '@/lib/ports/Lists';
import type { Client } from '@/lib/tiktok/client/createSiteClient';
import { sourceOf } from './registry';

/** Pages of comments and replies that are read per post at most. */
const COMMENT_PAGES = 100;

/** What the queue's side adds. */
export interface ListsOptions {
  /** The route that the last reply came by, where the adapter knows it. */
  readonly route?: () => string | undefined;
}

type Ask = (cursor: string) => Promise<Result<Page<Comment>>>;

interface Budget {
  pages: number;
  readonly inTurn: InTurn;
  /** Comments written meanwhile move the others down, so that a page ends with what the next begins with. */
  readonly known: Set<string>;
}

const readAll = async (ask: Ask, budget: Budget): Promise<Result<Comment[]>> => {
  const comments: Comment[] = [];
  for (let cursor = ''; budget.pages > 0; ) {
    budget.pages -= 1;
    const at = cursor;
    const page = await budget.inTurn(() => ask(at));
    if (!page.ok) return page;
    for (const comment of page.value.items) {
      if (budget.known.has(comment.id)) continue;
      budget.known.add(comment.id);
      comments.push(comment);
    }
    if (!page.value.hasMore) break;
    cursor = page.value.cursor;
  }
  return ok(comments);
};

/**
 * Comments in the site's order, each once and followed by its replies, up to {@link COMMENT_PAGES} pages. A refusal at any
 * page is a failure, not a short list.
 */
const allComments = async (client: Client, postId: string, inTurn: InTurn): Promise<Result<readonly Comment[]>> => {
  const budget: Budget = { pages: COMMENT_PAGES, inTurn, known: new Set() };
  const top = await readAll((cursor) => client.comments({ itemId: postId, cursor, count: 50 }), budget);
  if (!top.ok) return top;
  const all: Comment[] = [];
  for (const comment of top.value) {
    all.push(comment);
    if (comment.replyCount === 0) continue;
    const ask: Ask = (cursor) => client.replies({ itemId: postId, commentId: comment.id, cursor, count: 50 });
    const replies = await readAll(ask, budget);
    if (!replies.ok) return replies;
    all.push(...replies.value);
  }
  return ok(all);
};

/** The site as the queue sees it. */
export const createLists = (client: Client, { route }: ListsOptions = {}): Lists => ({
  listKey: (source) => sourceOf(source.kind).listKey(source),
  open: (source) => sourceOf(source.kind).open(source, client),
  page: (source, cursor) => sourceOf(source.kind).page(source, cursor, client),
  people: (source, cursor) => sourceOf(source.kind).people(source, cursor, client),
  profile: async (who) => {
    const read = await client.profile(who);
    return read.ok ? ok(read.value.profile) : read;
  },
  post: (postId, uniqueId) => client.post(postId, uniqueId),
  account: () => client.whoIsLoggedIn(),
  comments: (postId, inTurn = (request) => request()) => allComments(client, postId, inTurn),
  ...(route === undefined ? {} : { route }),
});

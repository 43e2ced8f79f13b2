import type { Comment } from '@/lib/model/comment';
import type { Page } from '@/lib/model/page';
import type { Client } from '@/lib/tiktok/client/createSiteClient';
import { commentRow, type Row } from './rows';
import { type WalkOptions, walkItems } from './walks';

/** One page of comments. */
export interface CommentPage extends Omit<Page<Comment>, 'items'> {
  /** Comments in the site's order, each followed by its replies. */
  readonly comments: readonly Comment[];
  /** The replies of the site to the requests for replies, as they came. */
  readonly rawReplies: readonly unknown[];
  /** The comments as flat rows for a table. */
  toList(): Row[];
}

/** Which comments; `maxCounts` counts those at the top level, replies come on top. */
export interface CommentQuery extends WalkOptions {
  readonly itemId: string;
  /** False leaves replies out; default true. */
  readonly replies?: boolean | undefined;
}

const idOf = ({ id }: Comment): string => id;

/** Walks the comments of a post; failures are thrown. */
export async function* walkComments(
  client: Client,
  { itemId, replies = true, ...options }: CommentQuery,
  pause: () => Promise<void>,
): AsyncGenerator<CommentPage, void, undefined> {
  for await (const page of walkItems((query) => client.comments({ itemId, ...query }), idOf, options, pause)) {
    const comments: Comment[] = [];
    const rawReplies: unknown[] = [];
    const problems = [...page.problems];
    for (const comment of page.items) {
      comments.push(comment);
      if (!replies || comment.replyCount === 0) continue;
      await pause();
      const ask = (query: { cursor: string; count: number }) =>
        client.replies({ itemId, commentId: comment.id, ...query });
      for await (const answers of walkItems(ask, idOf, {}, pause)) {
        comments.push(...answers.items);
        problems.push(...answers.problems);
        rawReplies.push(answers.raw);
      }
    }
    const { items: _, ...rest } = page;
    yield { ...rest, problems, comments, rawReplies, toList: () => comments.map(commentRow) };
  }
}

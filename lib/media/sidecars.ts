import type { Comment } from '@/lib/model/comment';
import type { Post } from '@/lib/model/post';

/** Version of the JSON sidecars; raised when a field changes its meaning. */
const SIDECAR_VERSION = 1;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The text of the `desc` file: the caption, letter by letter as its author wrote it. */
export const descText = (post: Post): string => post.desc;

/** Where a post was found, and what it was. */
export interface MetadataFacts {
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Key of the list that the job read; absent where that would tell what an account liked or kept. */
  readonly list?: string;
  /** How the data was reached: `page`, `work-tab`, `worker`, `seen`. */
  readonly way: string;
  /** Address of the post's page. */
  readonly address: string;
  readonly post: Post;
  /** The item as the site sent it, when it is at hand. */
  readonly raw?: unknown;
}

/** The text of the `metadata` file: JSON {version, savedAt (ISO 8601), list?, way, address, post, raw}. */
export const metadataJson = ({ savedAt, list, way, address, post, raw }: MetadataFacts): string =>
  json({ version: SIDECAR_VERSION, savedAt: new Date(savedAt).toISOString(), list, way, address, post, raw });

/** The comments of a post as they were read. */
export interface CommentsFacts {
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly address: string;
  readonly postId: string;
  /** What the site counts, replies included; more than `comments` holds when some were hidden or not read. */
  readonly total?: number;
  /** Top level and replies in one list; a reply names its `parentId`. */
  readonly comments: readonly Comment[];
}

// Addresses of pictures are signed and expire within hours.
const lasting = ({ images, ...comment }: Comment) => ({ ...comment, imageCount: images.length });

/** The text of the `comments` file: JSON, replies nested under the comment they answer, in the order read. */
export const commentsJson = ({ savedAt, address, postId, total, comments }: CommentsFacts): string => {
  const ids = new Set(comments.map(({ id }) => id));
  const top = comments.filter(({ parentId }) => parentId === undefined || !ids.has(parentId));
  const replies = Map.groupBy(comments, ({ parentId }) => parentId);
  const nested = top.map((comment) => ({
    ...lasting(comment),
    replies: (replies.get(comment.id) ?? []).map(lasting),
  }));
  return json({
    version: SIDECAR_VERSION,
    savedAt: new Date(savedAt).toISOString(),
    address,
    postId,
    total,
    read: comments.length,
    comments: nested,
  });
};

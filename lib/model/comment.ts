/** A comment or a reply to one. */
export interface Comment {
  readonly id: string;
  readonly postId: string;
  /** The comment this one answers; absent at the top level. */
  readonly parentId?: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly likes: number;
  /** How many replies the site says there are. */
  readonly replyCount: number;
  readonly pinned: boolean;
  readonly likedByAuthor: boolean;
  readonly language?: string;
  readonly images: readonly string[];
  readonly author: {
    readonly uid: string;
    readonly secUid: string;
    readonly uniqueId: string;
    readonly nickname: string;
  };
}

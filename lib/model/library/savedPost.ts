import type { MediaKind } from '@/lib/model/media';
import type { Post, PostStats } from '@/lib/model/post';

/** A saved file of a post, as a viewer needs it. */
export interface SavedFile {
  /** The record's key. */
  readonly key: string;
  readonly kind: MediaKind;
  /** Of a picture its number, of subtitles their language; else `0`. */
  readonly index: string;
  readonly bytes: number;
  readonly path: string;
  readonly missing: boolean;
}

/** A post with its saved files and what was known of it when it was saved. */
export interface SavedPost {
  readonly postId: string;
  readonly files: readonly SavedFile[];
  /** The caption; empty when the post is not known any more. */
  readonly desc: string;
  readonly title?: string;
  readonly uniqueId: string;
  readonly nickname: string;
  /** Milliseconds since 1970; 0 when it is not known. */
  readonly createdAt: number;
  readonly photos: boolean;
  readonly stats?: PostStats;
  /** Counts that the site did not tell. */
  readonly uncounted: NonNullable<Post['uncounted']>;
  readonly sound?: { readonly title: string; readonly author: string };
}

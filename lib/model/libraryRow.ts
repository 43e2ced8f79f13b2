import type { MediaKind } from './media';

/** A saved file with what is known of its post, as the library lists it. */
export interface LibraryRow {
  /** The record's key. */
  readonly key: string;
  readonly postId: string;
  readonly kind: MediaKind;
  /** As the browser reports it, or as asked for where it does not. */
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** When it was posted, ms; when it was saved where that is not known. */
  readonly postedAt: number;
  readonly missing: boolean;
  readonly notes: readonly string[];
  /** The caption; empty when the post is not known any more. */
  readonly desc: string;
  readonly nickname: string;
  readonly uniqueId: string;
  readonly photos: boolean;
}

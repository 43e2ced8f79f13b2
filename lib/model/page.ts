import type { Failure } from '@/lib/base/failure';
import type { Post } from './post';
import type { Source } from './source';

/** One page of a list, in the order of the site. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque text to ask for the next page with. */
  readonly cursor: string;
  readonly hasMore: boolean;
  /** Items that could not be read; each costs itself only. */
  readonly problems: readonly Failure[];
  /** Lists that pasted links lead to; each is a job of its own. */
  readonly lists?: readonly Source[];
  /** How many the site says there are in all, when it says so. */
  readonly total?: number;
  /** The reply as it came. */
  readonly raw: unknown;
}

/** A post that was just read, with the item of the site that it was read from. */
export interface ReadPost {
  readonly post: Post;
  /** The `itemStruct` as it came; kept no longer than until the post's files are made. */
  readonly raw: unknown;
}

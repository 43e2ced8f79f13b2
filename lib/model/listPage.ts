import type { Failure } from '@/lib/base/failure';
import type { Post } from './post';

/** One page of a list of posts, in the order of the site. */
export interface ListPage {
  readonly posts: readonly Post[];
  /** Opaque text to ask for the next page with. */
  readonly cursor: string;
  readonly hasMore: boolean;
  /** Items that could not be read; each costs itself only. */
  readonly problems: readonly Failure[];
  /** How many the site says there are in all, when it says so. */
  readonly total?: number;
  /** The reply as it came. */
  readonly raw: unknown;
}

/** One page of a list of things other than posts (comments, playlists, collections), in the order of the site. */
export interface PageOf<T> {
  readonly items: readonly T[];
  /** Opaque text to ask for the next page with. */
  readonly cursor: string;
  readonly hasMore: boolean;
  /** Items that could not be read; each costs itself only. */
  readonly problems: readonly Failure[];
  /** How many the site says there are in all, when it says so. */
  readonly total?: number;
  /** The reply as it came. */
  readonly raw: unknown;
}

import type { ErrorCode } from '@/lib/base/errorPolicy';
import type { Job } from './job';
import type { SourceKind } from './source';

/** How many posts (of a list) or files (of a job) cannot be had for one reason. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly count: number;
}

/** What became of a list, over all its reads. */
export interface ListSummary {
  readonly listKey: string;
  readonly kind: SourceKind;
  /** The newest job of the list; absent once it was taken off the list of jobs. */
  readonly job?: Job;
  /** A name for the list where no job gives one. */
  readonly owner?: string;
  /** Posts in the list as the site announced them, and as it listed them in the last read to the end. */
  readonly total?: number;
  readonly listed?: number;
  /** When it was last read to its end, ms. */
  readonly readAt?: number;
  /** Posts met that are in the list still. */
  readonly posts: number;
  /** Of these, posts of which at least one file is saved. */
  readonly saved: number;
  /** Posts that cannot be had, by reason, the most frequent first. */
  readonly refused: readonly Refusal[];
  /** Posts that are in the list no more. */
  readonly gone: number;
}

/** A post that a whole read of its list missed. */
export interface GonePost {
  readonly postId: string;
  /** Empty when the post is not known any more. */
  readonly desc: string;
  readonly uniqueId: string;
  readonly photos: boolean;
  readonly goneAt: number;
  readonly saved: boolean;
}

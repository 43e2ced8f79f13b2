import type { WordRow } from '@/lib/model/library/shelfRows';
import type { PostState } from '@/lib/model/postState';
import type { Settings } from '@/lib/model/settings';
import type { Blobs } from '@/lib/ports/Blobs';
import type { Clock } from '@/lib/ports/Clock';
import type { Downloads } from '@/lib/ports/Downloads';
import type { Lists } from '@/lib/ports/Lists';
import type { Random } from '@/lib/ports/Random';
import type { Store } from '@/lib/ports/Store';
import type { Wake } from '@/lib/ports/Wake';
import type { Tuning } from './tuning';

/** News for whoever shows posts or jobs. Rows in the store are the truth; this is only faster. */
export type QueueChange =
  | { readonly type: 'post'; readonly state: PostState }
  | { readonly type: 'job'; readonly jobId: string };

/** All that the queue needs of the world. */
export interface QueuePorts {
  readonly store: Store;
  readonly lists: Lists;
  /** The same for jobs that a watch began, which open no tab unless the settings let them; absent = as all others. */
  readonly quietLists?: Lists;
  readonly blobs: Blobs;
  readonly downloads: Downloads;
  readonly wake: Wake;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: () => Promise<Settings>;
  readonly notify?: (change: QueueChange) => void;
  /** Whether anybody wants news of a post; absent = of all. To read how a post stands costs as much as to save it. */
  readonly isWatched?: (postId: string) => boolean;
  /** Keeps what a saved text is found by; called for subtitles and comments alone, before they are saved. */
  readonly keepWords?: (row: WordRow) => Promise<unknown>;
  /** Hears of what should not happen (the store broke); the work is taken up again at the next alarm. */
  readonly report?: (error: unknown) => void;
  /** Other waiting times, for tests and the demo. */
  readonly tuning?: Partial<Tuning>;
}

import type { StemContext } from '@/lib/queue/rules/pathOf';
import type { Interval } from '@/lib/queue/rules/readInterval';

/** What planning needs beside the posts. */
export interface PlanContext extends StemContext {
  readonly interval: Interval | undefined;
  /** The cursor that brought the posts. */
  readonly pageCursor: string;
  /** By which way the posts came. */
  readonly way?: string;
  /** Just these files, by record key, with the path that each is to have; absent = all that are wanted. */
  readonly only?: ReadonlyMap<string, string>;
}

import type { PathContext } from '@/lib/queue/rules/pathOf';
import type { Interval } from '@/lib/queue/rules/readInterval';

/** What planning needs beside the posts. */
export interface PlanContext extends PathContext {
  readonly interval: Interval | undefined;
  /** The cursor that brought the posts. */
  readonly pageCursor: string;
  /** By which route the posts came. */
  readonly route?: string;
  /** Just these files, by record key, with the path that each is to have; absent = all that are wanted. */
  readonly only?: ReadonlyMap<string, string>;
}

import type { Job } from '@/lib/model/job';
import type { PostRow } from '@/lib/model/postRow';
import type { Settings } from '@/lib/model/settings';
import type { Core } from '@/lib/queue/core/QueueCore';
import type { FetchingTask } from '@/lib/queue/rules/taskTransitions';

/** One try of a file, as all that gets its bytes ready sees it. */
export interface FileRun {
  readonly core: Core;
  readonly task: FetchingTask;
  readonly job: Job;
  /** Its post as it was when the file was claimed. */
  readonly row: PostRow | undefined;
  readonly settings: Settings;
  readonly onProgress: (received: number, total: number) => void;
}

import type { ErrorCode } from '@/lib/base/failure';
import type { Settings } from '@/lib/model/settings';
import type { Template } from '@/lib/naming/template/Template';
import type { CircuitBreaker } from './createCircuitBreaker';
import type { DownloadWatcher } from './createDownloadWatcher';
import type { RequestLimiter } from './createRequestLimiter';
import type { QueuePorts } from './QueuePorts';
import type { Tuning } from './tuning';

/** What the parts of the queue share. Nothing in here need survive: after the worker's death it is made anew. */
export interface Core extends Omit<QueuePorts, 'tuning' | 'settings'> {
  readonly tuning: Tuning;
  readonly breaker: CircuitBreaker;
  readonly limiter: RequestLimiter;
  readonly downloadWatcher: DownloadWatcher;
  /** Settings with their parsed template. */
  readonly runSettings: () => Promise<{ readonly settings: Settings; readonly template: Template }>;
  /** Bytes received so far, by task id, of the fetches under way. */
  readonly progress: Map<string, { readonly received: number; readonly total: number }>;
  /** Under which id the bytes of a task are being fetched just now. */
  readonly fetching: Map<string, string>;
  /** How many files failed with a code since one passed. */
  readonly inARow: Map<ErrorCode, number>;
  /** Tells how things stand with a post, to whoever shows it. */
  readonly tellPost: (postId: string) => Promise<void>;
  readonly tellJob: (jobId: string) => void;
}

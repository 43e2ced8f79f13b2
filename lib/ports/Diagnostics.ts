import type { ErrorCode, WaitReason } from '@/lib/base/errorPolicy';
import type { FileTaskState } from '@/lib/model/fileTask';
import type { JobState } from '@/lib/model/job';
import type { Settings } from '@/lib/model/settings';
import type { RouteRecord, SignerSeen } from './routes';

/** A job that failed or waits, without what it was about. */
export interface Trouble {
  /** ms */
  readonly at: number;
  readonly kind: string;
  readonly code?: ErrorCode;
  readonly status?: number;
  readonly detail?: string;
  readonly waiting?: WaitReason;
}

/** How TokShelf fares, for the person and for a report on a fault. */
export interface Diagnostics {
  readonly version: string;
  readonly userAgent: string;
  readonly language: string;
  /** The endpoint that was used last first. */
  readonly routes: readonly RouteRecord[];
  /** What the last page that sent for us showed of the site's own script; absent before the first. */
  readonly signer?: SignerSeen;
  readonly jobs: Readonly<Partial<Record<JobState, number>>>;
  readonly tasks: Readonly<Partial<Record<FileTaskState, number>>>;
  readonly kept: { readonly files: number; readonly posts: number; readonly authors: number };
  /** Of the newest jobs, the newest first. */
  readonly troubles: readonly Trouble[];
  readonly settings: Settings;
  /** Names and ids of the person and of those whose posts were saved last: to be taken out of any report. */
  readonly personal: readonly string[];
}

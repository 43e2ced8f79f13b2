import type { BackupSummary } from '@/lib/backup/restoreBackup';
import type { Written } from '@/lib/backup/writeBackup';
import type { Result } from '@/lib/base/result';
import type { Settings } from '@/lib/model/settings';
import type { BackupProblem, Tallies } from '@/lib/ports/Backup';

/** How long work can be stopped, and how it tells of itself. */
export interface WorkHooks {
  readonly signal: AbortSignal;
  /** 0 to 1 */
  onProgress(share: number): void;
}

/** All that moving to another computer needs from the world. */
export interface MovePorts {
  /** Writes library and settings into a file. */
  write(thumbs: boolean, hooks: WorkHooks): Promise<Result<Written, BackupProblem>>;
  /** Reads a file to its end and changes nothing. */
  check(file: Blob, hooks: WorkHooks): Promise<Result<BackupSummary, BackupProblem>>;
  merge(file: Blob, hooks: WorkHooks): Promise<Result<Tallies, BackupProblem>>;
  /** Hands the person a file to keep. */
  offerFile(name: string, content: Blob): void;
  saveSettings(settings: Settings): Promise<Result<unknown>>;
  /** Ids of the jobs that may write to the library at any moment. */
  activeJobs(): Promise<readonly string[]>;
  controlJob(jobId: string, action: 'pause' | 'resume'): Promise<Result<unknown>>;
  /** Tells the background that rows came in beside it. */
  announce(): Promise<unknown>;
  /** Milliseconds since 1970. */
  now(): number;
}

import { failure } from '@/lib/base/failure';
import { TokError } from '@/lib/base/TokError';
import { type Job, waitsForPerson } from '@/lib/model/job';
import type { JobTable } from '@/lib/ports/Store';
import type { QueueChange } from '@/lib/queue/core/QueuePorts';

const downloadWatcher: ReadonlySet<Job['state']> = new Set(['done', 'failed', 'cancelled', 'paused']);

/** Lets callers wait for jobs; hears of changes through the queue's `notify`. */
export const watchJobs = (jobs: Pick<JobTable, 'get'>) => {
  const waiting = new Map<string, Set<() => void>>();

  const listen = (jobId: string) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const hearers = waiting.get(jobId) ?? new Set();
    waiting.set(jobId, hearers.add(resolve));
    const stop = (): void => {
      hearers.delete(resolve);
      if (hearers.size === 0) waiting.delete(jobId);
    };
    return { promise, stop };
  };

  return {
    notify: (change: QueueChange): void => {
      if (change.type !== 'job') return;
      for (const wake of waiting.get(change.jobId) ?? []) wake();
    },
    /** The job's row once nothing of it goes on by itself. Throws `input` for a job that there is not. */
    whenDone: async (jobId: string): Promise<Job> => {
      for (;;) {
        // Listening begins before the row is read, or a change in between would be missed.
        const news = listen(jobId);
        try {
          const job = await jobs.get(jobId);
          if (!job) throw new TokError(failure('input', `no job ${jobId}`));
          if (downloadWatcher.has(job.state) || waitsForPerson(job)) return job;
          await news.promise;
        } finally {
          news.stop();
        }
      }
    },
  };
};

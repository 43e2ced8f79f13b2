import { hasSameOptions, isUnfinished, type Job } from '@/lib/model/job';
import type { Tables } from '@/lib/ports/Store';
import { countJob } from './jobTransitions';

/**
 * Files of earlier runs of the list that failed but might pass now: a short second run would not come by them. Runs inside a
 * transaction; returns the job with what it took over counted.
 */
export const adoptFailed = async (tables: Tables, job: Job): Promise<Job> => {
  if (job.listKey === undefined || job.options.maxCount || job.options.files) return job;
  const last = (await tables.jobs.ofList(job.listKey)).at(-1);
  if (!last || isUnfinished(last)) return job;
  // A task does not tell whether its post passes a filter; the ones that the earlier run applied it has passed.
  if (Object.keys(job.options).length > 0 && !hasSameOptions(job.options, last.options)) return job;
  const failed = (await tables.tasks.ofJob(last.id, ['failed'])).flatMap((task) =>
    task.state === 'failed' && !task.final && task.basePath !== '' ? [task] : [],
  );
  const saved = new Set((await tables.records.getMany(failed.map(({ recordKey }) => recordKey))).map(({ key }) => key));
  const adopted = failed.filter(({ recordKey }) => !saved.has(recordKey)).slice(0, 200);
  await tables.tasks.putMany(
    adopted.map(({ error, final: _, ...task }) => ({
      ...task,
      id: `${job.id}:${task.recordKey}`,
      jobId: job.id,
      priority: job.priority,
      attempts: 0,
      notBefore: 0,
      lastError: error,
      state: 'planned' as const,
    })),
  );
  return countJob(job, { planned: adopted.length }, job.createdAt);
};

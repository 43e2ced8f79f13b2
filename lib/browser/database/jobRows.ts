import type { Job } from '@/lib/model/job';
import type { Source } from '@/lib/model/source';
import type { DbTables } from './db';

type JobTables = Pick<DbTables, 'jobs' | 'pasted'>;

/** What was pasted: links, or handles of people. */
const pastedIn = (source: Source): readonly string[] | undefined => {
  if (source.kind === 'links') return source.links;
  return source.kind === 'people' ? source.handles : undefined;
};

const withPasted = (job: Job, texts: readonly string[]): Job => {
  if (job.source.kind === 'links') return { ...job, source: { ...job.source, links: [...texts] } };
  return job.source.kind === 'people' ? { ...job, source: { ...job.source, handles: [...texts] } } : job;
};

/**
 * Writes a job. What was pasted, up to 5,000 links or 300 kB, lies beside it: it never changes, and the row of a job is
 * written with each of its files.
 */
export const putJob = async ({ jobs, pasted }: JobTables, job: Job): Promise<void> => {
  const { id } = job;
  const texts = pastedIn(job.source);
  // First, so that no job is ever there without what was pasted.
  if (texts && (await pasted.where('jobId').equals(id).count()) === 0) await pasted.put({ jobId: id, links: texts });
  await jobs.put(withPasted(job, []));
};

/** Gives jobs as they were written. */
export const wholeJobs = async ({ pasted }: JobTables, rows: readonly Job[]): Promise<Job[]> => {
  const stripped = rows.filter(({ source }) => pastedIn(source)?.length === 0);
  if (stripped.length === 0) return [...rows];
  const found = await pasted.bulkGet(stripped.map(({ id }) => id));
  const texts = new Map(found.flatMap((row) => (row ? [[row.jobId, row.links] as const] : [])));
  return rows.map((row) => {
    const own = texts.get(row.id);
    return own ? withPasted(row, own) : row;
  });
};

/** Deletes a job with what lies beside it. */
export const deleteJob = async ({ jobs, pasted }: JobTables, id: string): Promise<void> => {
  await jobs.delete(id);
  await pasted.delete(id);
};

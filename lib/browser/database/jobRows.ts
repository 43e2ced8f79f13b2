import type { Job } from '@/lib/model/job';
import type { DbTables } from './db';

type JobTables = Pick<DbTables, 'jobs' | 'pasted'>;

const strip = (job: Job): Job => (job.source.kind === 'links' ? { ...job, source: { ...job.source, links: [] } } : job);

/**
 * Writes a job. Pasted links, up to 5,000 of them or 300 kB, lie beside it: they never change, and the row of a job is
 * written with each of its files.
 */
export const putJob = async ({ jobs, pasted }: JobTables, job: Job): Promise<void> => {
  const { id, source } = job;
  // First, so that no job is ever there without its links.
  if (source.kind === 'links' && (await pasted.where('jobId').equals(id).count()) === 0)
    await pasted.put({ jobId: id, links: source.links });
  await jobs.put(strip(job));
};

/** Gives jobs as they were written. */
export const wholeJobs = async ({ pasted }: JobTables, rows: readonly Job[]): Promise<Job[]> => {
  const stripped = rows.filter(({ source }) => source.kind === 'links' && source.links.length === 0);
  if (stripped.length === 0) return [...rows];
  const found = await pasted.bulkGet(stripped.map(({ id }) => id));
  const links = new Map(found.flatMap((row) => (row ? [[row.jobId, row.links] as const] : [])));
  return rows.map((row) => {
    const own = links.get(row.id);
    return row.source.kind === 'links' && own ? { ...row, source: { ...row.source, links: [...own] } } : row;
  });
};

/** Deletes a job with what lies beside it. */
export const deleteJob = async ({ jobs, pasted }: JobTables, id: string): Promise<void> => {
  await jobs.delete(id);
  await pasted.delete(id);
};

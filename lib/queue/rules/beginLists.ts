import { hasSameOptions, isUnfinished } from '@/lib/model/job';
import type { Source } from '@/lib/model/source';
import type { Tables } from '@/lib/ports/Store';
import type { Core } from '@/lib/queue/core/QueueCore';
import { adoptFailed } from './adoptFailed';
import { newJob } from './newJob';

/**
 * Begins a job for each list that a page leads to, unless one of that list is under way. Runs inside the transaction that
 * moves the page's cursor, so that no death comes between. Returns the ids of the new jobs.
 */
export const beginLists = async (core: Core, tables: Tables, lists: readonly Source[]): Promise<readonly string[]> => {
  const begun: string[] = [];
  for (const source of lists) {
    const job = newJob(core, source, {}, {});
    const there = await tables.jobs.ofList(job.listKey ?? '');
    if (there.some((one) => isUnfinished(one) && hasSameOptions(one.options, job.options))) continue;
    await tables.jobs.put(await adoptFailed(tables, job));
    begun.push(job.id);
  }
  return begun;
};

import type { Job } from '@/lib/model/job';
import { changeListing } from './jobTransitions';

/** No list of one person is as long; it bounds what nobody counts, such as a search. */
const MOST_UNCOUNTED = 50_000;
/** Posts that a short list may have beyond what the site counts: counts lag behind by hours. */
const LEEWAY = 100;

/**
 * Posts up to which a list is read without asking: twice what the site said it has. Taken from the first word on it, since
 * whoever forges pages can raise the total of each.
 */
export const roomFor = (total: number | undefined): number =>
  total ? Math.max(total * 2, total + LEEWAY) : MOST_UNCOUNTED;

/** The job with its first room, unless it has one. */
export const withRoom = (job: Job, total: number | undefined): Job =>
  job.listing.room === undefined ? changeListing(job, { room: roomFor(total) }) : job;

/** The job with twice the room, where it stood still for want of it: going on is the person's answer. */
export const withMoreRoom = (job: Job): Job => {
  const { room } = job.listing;
  return job.error?.code === 'surplus' && room !== undefined ? changeListing(job, { room: room * 2 }) : job;
};

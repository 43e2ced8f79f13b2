import type { FileTask } from '@/lib/model/fileTask';
import type { Job } from '@/lib/model/job';
import type { SaveRecord } from '@/lib/model/saveRecord';

/** A job with every field a test does not care about. */
export const aJob = (more: Partial<Job> & { id: string }): Job => ({
  source: { kind: 'posts', secUid: 'MS4wLjABAAAAsample' },
  options: {},
  state: 'listing',
  phase: 'listing',
  priority: 1,
  cursor: '',
  counts: { seen: 0, planned: 0, saved: 0, skipped: 0, failed: 0 },
  listed: 0,
  knownInARow: 0,
  createdAt: 1,
  updatedAt: 1,
  ...more,
});

/** A planned task. */
export const aTask = (
  more: Partial<Extract<FileTask, { state: 'planned' }>> & { jobId: string; postId: string },
): Extract<FileTask, { state: 'planned' }> => ({
  id: `${more.jobId}:${more.postId}:video:0`,
  kind: 'video',
  index: '0',
  recordKey: `${more.postId}:video:0`,
  priority: 1,
  position: 1,
  basePath: `tiktok/${more.postId}`,
  basePathKey: `tiktok/${more.postId}`,
  attempts: 0,
  notBefore: 0,
  updatedAt: 1,
  state: 'planned',
  ...more,
});

/** A record of a video. */
export const aRecord = (more: Partial<SaveRecord> & { postId: string }): SaveRecord => ({
  key: `${more.postId}:video:0`,
  kind: 'video',
  index: '0',
  authorSecUid: 'author',
  path: `/downloads/${more.postId}.mp4`,
  relativePath: `${more.postId}.mp4`,
  basePathKey: more.postId,
  bytes: 10,
  sha256: 'ab',
  savedAt: 1,
  jobId: 'a',
  listKey: 'list',
  notes: [],
  ...more,
});

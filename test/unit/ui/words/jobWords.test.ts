import { expect, it } from 'vitest';
import type { Job } from '@/lib/model/job';
import { isNews } from '@/lib/ui/words/jobWords';
import { mockJob, NOW } from '@/test/gallery/mocks';

const one: Job['source'] = { kind: 'one', postId: '7300000000000000001' };

it.each([
  ['a list that ended just now', { state: 'done' }, true],
  ['a list that ended a while ago', { state: 'done', finishedAt: NOW - 11 * 60_000 }, false],
  ['a list that was cancelled', { state: 'cancelled' }, false],
  ['a list that still runs', { state: 'listing' }, false],
  ['a post that was saved', { state: 'done', source: one }, false],
  // It has no file: its post was gone before any was planned.
  ['a post that was not', { state: 'failed', source: one, counts: { ...mockJob().counts, failed: 0 } }, true],
] as const)('%s is news or not', (_, change, news) => {
  expect(isNews(mockJob({ finishedAt: NOW - 5000, ...change }), NOW)).toBe(news);
});

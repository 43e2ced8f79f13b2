import { beforeAll, expect, it } from 'vitest';
import type { Job } from '@/lib/model/job';
import { t, useMessages } from '@/lib/ui/format/i18n';
import { isNews, jobStateWord } from '@/lib/ui/words/jobWords';
import english from '@/public/_locales/en/messages.json';
import { catalogMessages } from '@/test/fakes/catalogMessages';
import { mockJob, mockJobs, NOW } from '@/test/gallery/mocks';

beforeAll(() => useMessages(catalogMessages(english)));

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

it('says of a list of people that it is read, and then that their posts are saved', () => {
  const people = { total: 318, done: 0, skipped: 0, failed: 0 };
  expect(jobStateWord({ state: 'listing', people })).toBe(t('job_state_listing'));
  expect(jobStateWord(mockJobs.people)).toBe(t('job_state_draining'));
  expect(jobStateWord({ ...mockJobs.people, state: 'paused' })).toBe(t('job_state_paused'));
});

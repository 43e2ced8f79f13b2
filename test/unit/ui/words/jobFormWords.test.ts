import { beforeAll, expect, it } from 'vitest';
import type { JobOptions } from '@/lib/model/job';
import { useMessages } from '@/lib/ui/format/i18n';
import { jobFormWords } from '@/lib/ui/words/jobWords';
import english from '@/public/_locales/en/messages.json';
import { catalogMessages } from '@/test/fakes/catalogMessages';

beforeAll(() => useMessages(catalogMessages(english, 'en-GB')));

it.each([
  ['nothing', {}, []],
  ['a number', { maxCount: 1 }, ['at most 1 post']],
  ['days', { interval: '2026-10-01|2026-10-12' }, ['1–12 Oct 2026']],
  ['days without an end', { interval: '2026-10-01|' }, ['from 1 Oct 2026 on']],
  ['news', { listedAfter: Date.UTC(2026, 9, 1, 12) }, ['from 1 Oct 2026 on']],
  ['news of a list that is not by date', { noteOnly: true }, ['Only posts from now on']],
  ['all days', { interval: 'all' }, []],
  ['photos', { postKind: 'photos' }, ['Photos']],
  ['popular ones', { minLikes: 5000, minPlays: 100_000 }, ['from 5k likes', 'from 100k plays']],
  ['kinds of file', { files: ['video', 'cover-animated'] }, ['Video, Animated cover']],
] satisfies readonly [string, JobOptions, string[]][])('says what a list was narrowed by: %s', (_, options, words) => {
  // How wide the blanks around a dash are is the browser's business.
  expect(jobFormWords(options).map((word) => word.replace(/\s*–\s*/, '–'))).toEqual(words);
});

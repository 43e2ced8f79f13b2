import { describe, expect, it } from 'vitest';
import { jobOptionsSchema } from '@/lib/model/job';
import { dayOf, emptyJobForm, isNarrowed, toJobOptions } from '@/lib/ui/forms/jobForm';

const now = new Date(2026, 9, 14, 0, 5).getTime();

describe('toJobOptions', () => {
  it.each([
    ['everything', {}, {}],
    ['a limit', { limit: '50' }, { maxCount: 50 }],
    ['a limit of nothing', { limit: '0' }, {}],
    ['a week', { range: 'week' }, { interval: '2026-10-08|2026-10-14' }],
    ['a month', { range: 'month' }, { interval: '2026-09-15|2026-10-14' }],
    ['days between', { range: 'custom', from: '2026-01-01', to: '2026-01-31' }, { interval: '2026-01-01|2026-01-31' }],
    ['one day', { range: 'custom', from: '2026-01-01', to: '2026-01-01' }, { interval: '2026-01-01|2026-01-01' }],
    ['since', { range: 'custom', from: '2026-01-01' }, { interval: '2026-01-01|2026-10-14' }],
    ['until', { range: 'custom', to: '2020-01-01' }, { interval: '2016-09-01|2020-01-01' }],
    ['no days at all', { range: 'custom' }, {}],
    ['photos', { kind: 'photos' }, { postKind: 'photos' }],
    ['popular posts', { minLikes: '1000', minPlays: ' 20000' }, { minLikes: 1000, minPlays: 20000 }],
    ['any number', { minLikes: '0', minPlays: '' }, {}],
    ['kinds of file', { files: ['music'] }, { files: ['music'] }],
  ] as const)('reads %s', (_, change, wanted) => {
    const read = toJobOptions({ ...emptyJobForm, ...change }, now);
    expect(read).toEqual({ ok: true, value: wanted });
    expect(jobOptionsSchema.safeParse(wanted).success).toBe(true);
  });

  it.each([
    ['limit', { limit: '12a' }],
    ['limit', { limit: '-3' }],
    ['limit', { limit: '1234567' }],
    ['range', { range: 'custom', from: '2026-02-01', to: '2026-01-01' }],
    ['least', { minLikes: '1.5' }],
    ['least', { minPlays: '10k' }],
    ['files', { files: [] }],
  ] as const)('names the field that is wrong: %s', (field, change) => {
    expect(toJobOptions({ ...emptyJobForm, ...change }, now)).toEqual({ ok: false, error: field });
  });

  it('counts a week in calendar days across the change of the clocks', () => {
    // 31 March 2024 00:30: the night in which Europe's clocks went forward lies in between or not, the days are the same.
    const read = toJobOptions({ ...emptyJobForm, range: 'week' }, new Date(2024, 3, 2, 0, 30).getTime());
    expect(read).toEqual({ ok: true, value: { interval: '2024-03-27|2024-04-02' } });
  });

  it('knows when something was left out', () => {
    expect(isNarrowed(emptyJobForm)).toBe(false);
    expect(isNarrowed({ ...emptyJobForm, limit: '5' })).toBe(false);
    expect(isNarrowed({ ...emptyJobForm, kind: 'video' })).toBe(true);
    expect(isNarrowed({ ...emptyJobForm, minPlays: '9' })).toBe(true);
    expect(dayOf(now)).toBe('2026-10-14');
  });
});

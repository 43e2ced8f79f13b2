import { describe, expect, it } from 'vitest';
import { addSample, jobShare, type PaceSample, paceOf } from '@/lib/ui/jobs/jobPace';
import { mockJob, mockJobs } from '@/test/gallery/mocks';

describe('jobShare', () => {
  it('is unknown while the length of the list is', () => {
    expect(jobShare(mockJob({ total: undefined }))).toBeUndefined();
    expect(jobShare(mockJob({ counts: { seen: 0, planned: 0, saved: 0, skipped: 0, failed: 0 } }))).toBeUndefined();
  });

  it('guesses the files to come from those so far', () => {
    const counts = { seen: 100, planned: 150, saved: 75, skipped: 0, failed: 0 };
    expect(jobShare(mockJob({ counts, total: 200 }))).toBeCloseTo(75 / 300);
    expect(jobShare(mockJob({ counts, total: 200, options: { maxCount: 100 } }))).toBeCloseTo(0.5);
  });

  it('counts files once the list is read; those known before are through', () => {
    const counts = { seen: 10, planned: 8, saved: 4, skipped: 2, failed: 1 };
    expect(jobShare(mockJob({ phase: 'draining', counts }))).toBeCloseTo(0.7);
  });

  it('never passes the end when the site said too few', () => {
    const counts = { seen: 300, planned: 300, saved: 300, skipped: 0, failed: 0 };
    expect(jobShare(mockJob({ counts, total: 200 }))).toBe(1);
  });
});

describe('paceOf', () => {
  const job = mockJob({
    phase: 'draining',
    state: 'draining',
    counts: { seen: 50, planned: 50, saved: 30, skipped: 0, failed: 0 },
  });
  const at = (seconds: number, files: number, bytes: number): PaceSample => ({ at: seconds * 1000, files, bytes });

  it('foretells no end of a job over many people: nobody knows how many posts they have', () => {
    expect(paceOf(mockJobs.people, [at(0, 1, 0), at(10, 40, 9_000_000)])).toEqual({ bytesPerSecond: 900_000 });
  });

  it('says nothing before three seconds or without movement', () => {
    expect(paceOf(job, [])).toEqual({});
    expect(paceOf(job, [at(0, 1, 1), at(2, 9, 9_000_000)])).toEqual({});
    expect(paceOf(job, [at(0, 30, 5), at(9, 30, 5)])).toEqual({});
  });

  it('gives bytes per second and seconds left', () => {
    expect(paceOf(job, [at(0, 20, 0), at(10, 30, 40_000_000)])).toEqual({ bytesPerSecond: 4_000_000, secondsLeft: 20 });
  });

  it('is never negative when bytes are counted anew', () => {
    expect(paceOf(job, [at(0, 30, 9_000), at(10, 30, 100)])).toEqual({});
  });

  it('forgets what is older than half a minute', () => {
    let samples: readonly PaceSample[] = [];
    for (let second = 0; second <= 100; second += 10) samples = addSample(samples, at(second, second, 0));
    expect(samples.map((sample) => sample.at)).toEqual([70_000, 80_000, 90_000, 100_000]);
  });
});

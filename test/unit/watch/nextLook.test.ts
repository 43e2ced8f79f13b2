import { describe, expect, it } from 'vitest';
import { nextLook } from '@/lib/watch/nextLook';

const HOUR = 3_600_000;
const at = (day: number, hour: number, minute = 0): number => new Date(2026, 2, day, hour, minute).getTime();
const eight = 8 * 60;

describe('nextLook', () => {
  it.each([0, 0.5, 0.999])('keeps an interval but for a tenth to either side (%d)', (draw) => {
    const now = at(1, 12);
    const gap = nextLook({ unit: 'hours', count: 6 }, now, draw) - now;
    expect(gap).toBeGreaterThanOrEqual(5.4 * HOUR);
    expect(gap).toBeLessThanOrEqual(6.6 * HOUR);
    const days = nextLook({ unit: 'days', count: 2 }, now, draw) - now;
    expect(days).toBeGreaterThanOrEqual(43.2 * HOUR);
    expect(days).toBeLessThanOrEqual(52.8 * HOUR);
  });

  it.each([
    ['the usual look', { count: 1 }, at(1, 8, 7), at(2, 8)],
    ['a look that was late', { count: 1 }, at(1, 21), at(2, 8)],
    ['one made up for in the night', { count: 1 }, at(1, 3), at(1, 8)],
    ['one made up for just before', { count: 1 }, at(1, 7, 30), at(2, 8)],
    ['every third day', { count: 3 }, at(1, 8, 7), at(4, 8)],
    ['every third day, made up for in the night', { count: 3 }, at(1, 3), at(4, 8)],
    ['over the end of the month', { count: 7 }, at(28, 9), at(35, 8)],
    // Europe and North America change their clocks in this month: a day has 23 hours.
    ['over the change of the clock', { count: 1 }, at(28, 8, 5), at(29, 8)],
  ])('%s: at its time of day, and up to a quarter of an hour later', (_, { count }, now, expected) => {
    const every = { unit: 'days' as const, count, at: eight };
    expect(nextLook(every, now, 0)).toBe(expected);
    expect(nextLook(every, now, 0.999) - expected).toBeLessThan(HOUR / 4);
    expect(nextLook(every, now, 0.999)).toBeGreaterThan(expected);
  });

  it('does not come twice around midnight', () => {
    const every = { unit: 'days' as const, count: 1, at: 5 };
    expect(nextLook(every, at(1, 23, 50), 0)).toBe(at(3, 0, 5));
    expect(nextLook(every, at(1, 0, 9), 0)).toBe(at(2, 0, 5));
  });
});

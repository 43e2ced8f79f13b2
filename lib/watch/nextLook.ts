import type { WatchEvery } from '@/lib/model/watch/listWatch';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** At a time of day the look may come so much later: nobody's lists are all read at eight sharp. */
const LATE_MS = 15 * MINUTE_MS;
/** Of an interval, to either side. */
const SPREAD = 0.1;
/** A look that was made up for does not come twice within the hour. */
const APART_MS = HOUR_MS;

/**
 * When a list is to be looked at next that is looked at now, ms: later than `now` always, so that what was missed is made up
 * for by one look. `draw` is a number from 0 to below 1 that moves the time a little. Days are those of the local calendar.
 */
export const nextLook = ({ unit, count, at }: WatchEvery, now: number, draw: number): number => {
  const late = Math.floor(draw * LATE_MS);
  if (at === undefined) {
    const gap = count * (unit === 'hours' ? HOUR_MS : DAY_MS);
    return now + Math.round(gap * (1 - SPREAD + 2 * SPREAD * draw));
  }
  const day = new Date(now);
  const timeOf = (days: number): number =>
    new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, 0, at).getTime();
  const isToday = count === 1 && timeOf(0) - now >= APART_MS;
  const first = isToday ? timeOf(0) : timeOf(count);
  return (first - now >= APART_MS ? first : timeOf(count + 1)) + late;
};

import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';

/** A span of time in ms, both ends inclusive. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

const day = /^(\d{4})-(\d{2})-(\d{2})$/;

const startOf = (text: string, plusDays: number): number | undefined => {
  const [, year, month, date] = day.exec(text) ?? [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const at = new Date(Number(year), Number(month) - 1, Number(date));
  // 2026-02-31 would silently become a day in March.
  if (at.getMonth() !== Number(month) - 1 || at.getDate() !== Number(date)) return undefined;
  at.setDate(at.getDate() + plusDays);
  return at.getTime();
};

/**
 * Reads `YYYY-MM-DD|YYYY-MM-DD` as whole days of the local time zone, both included; either side may be empty.
 * `all` and empty text give undefined: no limit. Error: `input`.
 */
export const readInterval = (text: string | undefined): Result<Interval | undefined> => {
  const trimmed = (text ?? '').trim();
  if (trimmed === '' || trimmed === 'all') return ok(undefined);
  const [first = '', last = '', ...rest] = trimmed.split('|').map((part) => part.trim());
  const from = first === '' ? 0 : startOf(first, 0);
  const next = last === '' ? Number.MAX_SAFE_INTEGER : startOf(last, 1);
  if (rest.length > 0 || from === undefined || next === undefined || from >= next || !trimmed.includes('|')) {
    return err(failure('input', `interval ${trimmed}`));
  }
  return ok({ from, to: next - 1 });
};

import { localeTag } from './i18n';
import { inOnePiece } from './inOnePiece';

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

const numberFormat = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `n${localeTag()}${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known instanceof Intl.NumberFormat) return known;
  const made = new Intl.NumberFormat(localeTag(), options);
  cache.set(key, made);
  return made;
};

const dateFormat = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `d${localeTag()}${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known instanceof Intl.DateTimeFormat) return known;
  const made = new Intl.DateTimeFormat(localeTag(), options);
  cache.set(key, made);
  return made;
};

/** `@name`, in one piece. */
export const formatHandle = (uniqueId: string): string => inOnePiece(`@${uniqueId}`);

/** `12,345` */
export const formatNumber = (value: number): string => numberFormat({}).format(value);

/** `1.2M` */
export const formatCompact = (value: number): string =>
  numberFormat({ notation: 'compact', maximumFractionDigits: 1 }).format(value);

/** `42%` from 0.42. */
export const formatPercent = (share: number): string => numberFormat({ style: 'percent' }).format(share);

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

const scaled = (bytes: number): { readonly value: number; readonly unit: string } => {
  const power = bytes < 1000 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes) / 3));
  return { value: bytes / 1000 ** power, unit: byteUnits[power] ?? 'byte' };
};

const digitsFor = (value: number): number => (value < 10 ? 1 : 0);

/** `3.4 MB`, in steps of a thousand as the browser's own downloads page counts. */
export const formatBytes = (bytes: number): string => {
  const { value, unit } = scaled(Math.max(0, bytes));
  const digits = unit === 'byte' ? 0 : digitsFor(value);
  return numberFormat({ style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: digits }).format(value);
};

/** `3.4 MB/s` from bytes per second. */
export const formatSpeed = (bytesPerSecond: number): string => {
  const { value, unit } = scaled(Math.max(0, bytesPerSecond));
  const options = { style: 'unit', unit: `${unit}-per-second`, unitDisplay: 'short' } as const;
  return numberFormat({ ...options, maximumFractionDigits: digitsFor(value) }).format(value);
};

/** `2.4 Mb/s` from bits per second, as streams are measured. */
export const formatBitrate = (bitsPerSecond: number): string => {
  const mega = bitsPerSecond >= 1_000_000;
  const value = Math.max(0, bitsPerSecond) / (mega ? 1_000_000 : 1000);
  const options = {
    style: 'unit',
    unit: mega ? 'megabit-per-second' : 'kilobit-per-second',
    unitDisplay: 'short',
  } as const;
  return numberFormat({ ...options, maximumFractionDigits: mega ? digitsFor(value) : 0 }).format(value);
};

/** `576 × 1024`: a picture's size in pixels, width first whatever way the words around it run. */
export const formatPixels = (width: number, height: number): string => {
  const { format } = numberFormat({ useGrouping: false });
  return inOnePiece(`${format(width)} × ${format(height)}`);
};

/** `4:05` or `1:04:05` from seconds: how long a recording is. */
export const formatLength = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  const two = numberFormat({ minimumIntegerDigits: 2 });
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const head = hours > 0 ? [formatNumber(hours), two.format(minutes)] : [formatNumber(minutes)];
  return [...head, two.format(whole % 60)].join(':');
};

const timeUnits = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `2 min 5 sec` from seconds: the two largest units. Intl.DurationFormat is newer than Chrome 120. */
export const formatDuration = (seconds: number): string => {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [unit, size] of timeUnits) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount === 0 && !(unit === 'second' && parts.length === 0)) continue;
    parts.push(numberFormat({ style: 'unit', unit, unitDisplay: 'short' }).format(amount));
    if (parts.length === 2) break;
  }
  return parts.join(' ');
};

/** `6 hours` */
export const formatUnit = (amount: number, unit: 'hour' | 'day'): string =>
  numberFormat({ style: 'unit', unit, unitDisplay: 'long' }).format(amount);

/** `Video, Music` with the language's own comma, or its "and" where a list ends with one. */
export const formatList = (words: readonly string[]): string =>
  new Intl.ListFormat(localeTag(), { style: 'narrow' }).format(words);

/** `14 Oct 2026` in the language's way. */
export const formatDate = (time: number): string => dateFormat({ dateStyle: 'medium' }).format(time);

/** `October 2026` from a month of local time (`YYYY-MM`). */
export const formatMonth = (month: string): string =>
  dateFormat({ month: 'long', year: 'numeric' }).format(new Date(`${month}-15T12:00`));

/** `1–12 Oct 2026` from two local days (`YYYY-MM-DD`). */
export const formatDays = (from: string, to: string): string =>
  dateFormat({ dateStyle: 'medium' }).formatRange(new Date(`${from}T12:00`), new Date(`${to}T12:00`));

/** `14 Oct 2026, 18:20` */
export const formatDateTime = (time: number): string =>
  dateFormat({ dateStyle: 'medium', timeStyle: 'short' }).format(time);

/** `18:20` */
export const formatClock = (time: number): string => dateFormat({ timeStyle: 'short' }).format(time);

/** `5 minutes ago`, `yesterday`; the date when it is longer ago than a week. What lies ahead, if only by the clock, is now. */
export const formatAgo = (time: number, now: number): string => {
  const seconds = Math.min(0, Math.round((time - now) / 1000));
  if (seconds < -7 * 86_400) return formatDate(time);
  const relative = new Intl.RelativeTimeFormat(localeTag(), { numeric: 'auto' });
  for (const [unit, size] of timeUnits) {
    if (Math.abs(seconds) >= size && unit !== 'second') return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(Math.abs(seconds) < 10 ? 0 : seconds, 'second');
};

/** `English` from a language code as sites and files name it (`eng-US`); the code itself where it is none. */
export const languageName = (code: string): string => {
  try {
    return new Intl.DisplayNames(localeTag(), { type: 'language' }).of(code) ?? code;
  } catch {
    // RangeError: no code at all.
    return code;
  }
};

/** Parts of a date a format may name; everything else in a format stands for itself. */
export const dateTokens = ['YYYY', 'YY', 'MM', 'DD', 'HH', 'mm', 'ss', 'X'] as const;

/** What `{create}` and `{saved}` are without a format: f2's, with an underscore for the blank. */
export const DEFAULT_DATE = 'YYYY-MM-DD_HH-mm-ss';

/** 9999-12-31: later times are broken data, and would have five-digit years. */
const LATEST = 253_402_300_799_999;

const formatters = new Map<string, Intl.DateTimeFormat>();

const makeFormatter = (timeZone: string | undefined): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  });

const formatterOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timeZone);
  if (known) return known;
  let made: Intl.DateTimeFormat;
  try {
    made = makeFormatter(timeZone);
  } catch {
    // RangeError: a zone this browser does not know; the browser's own zone is the nearest truth.
    made = makeFormatter(undefined);
  }
  formatters.set(timeZone, made);
  return made;
};

type Parts = Readonly<Partial<Record<Intl.DateTimeFormatPartTypes, string>>>;

const two = (value: number): string => String(value).padStart(2, '0');

// The same as Intl says of the person's own zone, at a fiftieth of its time: a name holds two dates, a job 10,000 names.
const localParts = (ms: number): Parts => {
  const date = new Date(ms);
  return {
    year: String(date.getFullYear()),
    month: two(date.getMonth() + 1),
    day: two(date.getDate()),
    hour: two(date.getHours()),
    minute: two(date.getMinutes()),
    second: two(date.getSeconds()),
  };
};

const partsIn = (ms: number, timeZone: string): Parts =>
  Object.fromEntries(
    formatterOf(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );

/** Splits a date format into tokens and literal text; undefined when it holds a letter that is no token. */
export const readDateFormat = (format: string): string[] | undefined => {
  const pieces = format.match(/YYYY|YY|MM|DD|HH|mm|ss|X|[^A-Za-z]+|[A-Za-z]/g) ?? [];
  const known: readonly string[] = dateTokens;
  return pieces.length > 0 && pieces.every((piece) => known.includes(piece) || !/^[A-Za-z]/.test(piece))
    ? [...pieces]
    : undefined;
};

/**
 * Formats a time in the person's zone.
 * @param ms milliseconds since 1970; 0, negative or not a time gives empty text
 * @param pieces what {@link readDateFormat} returned
 */
export const formatDate = (ms: number, pieces: readonly string[], timeZone?: string): string => {
  if (!(ms > 0 && ms <= LATEST)) return '';
  const part = timeZone === undefined ? localParts(ms) : partsIn(ms, timeZone);
  const year = (part.year ?? '').padStart(4, '0');
  const values: Record<string, string | undefined> = {
    YYYY: year,
    YY: year.slice(-2),
    MM: part.month,
    DD: part.day,
    HH: part.hour,
    mm: part.minute,
    ss: part.second,
    X: String(Math.floor(ms / 1000)),
  };
  return pieces.map((piece) => values[piece] ?? piece).join('');
};

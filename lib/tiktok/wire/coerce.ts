import { z } from 'zod';
import { ID_PATTERN } from '@/lib/base/patterns';
import { isMediaAddress } from '@/lib/tiktok/address/hosts';

/**
 * Fields as TikTok sends them: the same field is a number in the JSON API and text in page JSON, absent here and
 * null there (recorded 2023-10 to 2026-10). Each reader here takes whatever comes and never fails: a field that is
 * missing or of a foreign type becomes its empty value and costs itself only.
 */
const read = <T>(reader: (value: unknown) => T) => z.unknown().optional().transform(reader);

/** Whether a value is a JSON object. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Far above a caption, of which the site takes 4,000 characters. */
export const LONGEST_TEXT = 100_000;

/** Far above what the site sends in any list within a post: 35 pictures, 60 subtitles, 20 encodings (recorded 2023-10 to 2026-10). */
export const MOST_PARTS = 500;
/** It names up to four mirrors. */
const MOST_MIRRORS = 50;

// A number beyond 2^53 has lost its last digits when JSON.parse made it: worse than no id at all.
const toText = (value: unknown): string =>
  typeof value === 'string'
    ? value.length > LONGEST_TEXT
      ? ''
      : value
    : Number.isSafeInteger(value)
      ? String(value)
      : '';

const toNumber = (value: unknown): number => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : 0;
};

/** 9999-12-31: a later time is broken data, and beyond the year 275760 no Date can hold it. */
const LATEST_SECONDS = 253_402_300_799;

const toId = (value: unknown): string => {
  const text = toText(value);
  return ID_PATTERN.test(text) && !/^0+$/.test(text) ? text : '';
};

/** An address without a scheme, or with the one that is not encrypted, as https: nothing else is ever fetched. */
const asHttps = (url: string): string => url.replace(/^(?:http:)?\/\//i, 'https://');

const toUrls = (value: unknown): string[] => {
  const listed: unknown[] = Array.isArray(value) ? value.slice(0, MOST_MIRRORS) : [value];
  const texts = listed.filter((url) => typeof url === 'string').map(asHttps);
  return [...new Set(texts.filter(isMediaAddress))];
};

/** Text; empty when absent. */
export const text = read(toText);

/** A decimal id as text; empty when absent, `0` or rounded. */
export const id = read(toId);

/** A number that is not negative, from number or text; 0 when absent. */
export const decimal = read(toNumber);

/** A whole number that is not negative, from number or text; 0 when absent. */
export const whole = read((value) => Math.min(Math.round(toNumber(value)), Number.MAX_SAFE_INTEGER));

/**
 * A moment: unix seconds, or milliseconds where seconds would lie after the year 9999, from number or text, as
 * milliseconds; 0 when absent, or later still.
 */
export const moment = read((value) => {
  const time = Math.round(toNumber(value));
  if (time <= LATEST_SECONDS) return time * 1000;
  return time <= LATEST_SECONDS * 1000 ? time : 0;
});

/** As {@link whole}, but undefined when absent, to tell 0 from nothing. */
export const maybeWhole = read((value) =>
  toText(value) === '' || !Number.isFinite(Number(value)) ? undefined : Math.round(toNumber(value)),
);

/** True for `true` and 1, as number or text. */
export const flag = read((value) => value === true || value === 1 || value === '1' || value === 'true');

/** As {@link flag}, but undefined when absent or neither yes nor no. */
export const maybeFlag = read((value) => {
  if (value === true || value === 1 || value === '1' || value === 'true') return true;
  return value === false || value === 0 || value === '0' || value === 'false' ? false : undefined;
});

/** An array, each element to be read on its own; empty when absent. */
export const list = read((value): unknown[] => (Array.isArray(value) ? value : []));

/** One address or a list of mirrors, as a list in the site's order and as https, without those off {@link isMediaAddress}. */
export const urls = read(toUrls);

/** An object of the given shape; of empty values when absent. */
export const record = <S extends z.ZodRawShape>(shape: S) => {
  const schema = z.object(shape);
  return read((value) => schema.parse(isRecord(value) ? value : {}));
};

/** An object of the given shape; undefined when absent. */
export const maybeRecord = <S extends z.ZodRawShape>(shape: S) => {
  const schema = z.object(shape);
  return read((value) => (isRecord(value) ? schema.parse(value) : undefined));
};

/** An array of objects of the given shape; elements that are no objects are left out, and those beyond {@link MOST_PARTS}. */
export const records = <S extends z.ZodRawShape>(shape: S) => {
  const schema = z.object(shape);
  return read((value) =>
    Array.isArray(value)
      ? value
          .slice(0, MOST_PARTS)
          .filter(isRecord)
          .map((element) => schema.parse(element))
      : [],
  );
};

/** Whether there is more, as `true`, 1 or text; anything else fails, so that a list never ends by a misread. */
export const moreFlag = z
  .union([z.boolean(), z.literal([0, 1, '0', '1', 'true', 'false'])])
  .transform((value) => value === true || value === 1 || value === '1' || value === 'true');

/** A cursor: text and number become text; anything else fails. */
export const cursorText = z.union([z.string(), z.number().int()]).transform(String);

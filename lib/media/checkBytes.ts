import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { type FileTraits, fileTraitsOf, type MediaKind } from '@/lib/model/media';
import type { Family, Sniffed } from './sniff';

/** What is known of a reply that should be a file. */
export interface ReplyFacts {
  readonly kind: MediaKind;
  readonly status: number;
  /** False when redirects ended on a host that is not the site's. */
  readonly hostAllowed: boolean;
  /** As the server said it; absent when it did not, or when the body was compressed on the way. */
  readonly contentLength?: number;
  /** Exact size as the post's data said it. */
  readonly expectBytes?: number;
}

/** A whole reply. */
export interface BodyFacts extends ReplyFacts {
  readonly sniffed: Sniffed;
  /** Bytes received. */
  readonly length: number;
  /** True when the body shows the site's captcha or its "please wait" page. */
  readonly challenge: boolean;
}

const pictures: readonly Family[] = ['jpeg', 'webp', 'png', 'heic', 'avif', 'gif'];

const wanted: Record<FileTraits['content'], readonly Family[]> = {
  video: ['mp4', 'webm'],
  picture: pictures,
  sound: ['mp3', 'm4a', 'mp4', 'aac'],
  subtitle: ['vtt'],
  recording: ['flv', 'ts', 'mp4'],
  // Texts are made here, never fetched as they are.
  text: [],
};

/**
 * Judges a reply by its status and final host. Errors: `rate` (429), `expired` (401, 403, 410: media addresses are
 * signed for some hours), `http` (any other status that is not 2xx), `gate` (204), `file` (206 unasked, foreign host).
 */
export const checkStatus = ({ status, hostAllowed }: ReplyFacts): Result<undefined> => {
  if (!hostAllowed) return err(failure('file', 'foreign host', { status }));
  if (status === 429) return err(failure('rate', undefined, { status }));
  if (status === 401 || status === 403 || status === 410) return err(failure('expired', undefined, { status }));
  if (status === 204) return err(failure('gate', 'empty reply', { status }));
  if (status === 206) return err(failure('file', 'part of a file', { status }));
  return status >= 200 && status < 300 ? ok(undefined) : err(failure('http', undefined, { status }));
};

/** Bits, kB, MB: a size that is off by one of these is the right one in another unit. */
const UNITS = [8, 1000, 1024, 1_000_000, 1_048_576];
// Such a size is rounded.
const UNIT_TOLERANCE = 0.02;

const isInOtherUnit = (bytes: number, length: number): boolean => {
  const ratio = Math.max(bytes, length) / Math.max(1, Math.min(bytes, length));
  return UNITS.some((unit) => Math.abs(ratio / unit - 1) <= UNIT_TOLERANCE);
};

/** Whether a failure is that of {@link checkLength} about what the post's data said: the data itself may be wrong. */
export const contradicts = ({ code, detail }: Failure, expectBytes: number): boolean =>
  code === 'file' && /^\d+ bytes instead of (\d+)$/.exec(detail ?? '')?.[1] === String(expectBytes);

/** Compares the length (announced or received) with what the post's data said, in whatever unit. Error: `file`. */
export const checkLength = (length: number, { contentLength, expectBytes }: ReplyFacts): Result<undefined> => {
  const isWrong = (bytes: number | undefined): boolean => bytes !== undefined && bytes !== length;
  const isDataWrong = isWrong(expectBytes) && !isInOtherUnit(expectBytes ?? 0, length);
  const due = isWrong(contentLength) ? contentLength : isDataWrong ? expectBytes : undefined;
  return due === undefined ? ok(undefined) : err(failure('file', `${length} bytes instead of ${due}`));
};

// Music in a general mp4 container is sound alone: by its own extension players and tag editors know it.
const named = (kind: MediaKind, sniffed: Sniffed): Sniffed =>
  fileTraitsOf(kind).content === 'sound' && sniffed.family === 'mp4'
    ? { family: 'm4a', mime: 'audio/mp4', ext: 'm4a' }
    : sniffed;

/**
 * Judges a whole reply; the value says what the file is to be called.
 * Errors: those of {@link checkStatus}; `captcha` (the site's challenge page, whatever its status and type); `gate`
 * (empty, or a page or JSON where a file was due); `file` (another kind of file, wrong length).
 */
export const checkBytes = (facts: BodyFacts): Result<Sniffed> => {
  const { kind, status, sniffed, length } = facts;
  if (facts.challenge) return err(failure('captcha', undefined, { status }));
  const statusCheck = checkStatus(facts);
  if (!statusCheck.ok) return statusCheck;
  if (length === 0) return err(failure('gate', 'empty reply', { status }));
  if (sniffed.family === 'html' || sniffed.family === 'json') {
    return err(failure('gate', `${sniffed.family} instead of ${kind}`, { status }));
  }
  if (!wanted[fileTraitsOf(kind).content].includes(sniffed.family))
    return err(failure('file', `${sniffed.family} instead of ${kind}`));
  const lengthCheck = checkLength(length, facts);
  return lengthCheck.ok ? ok(named(kind, sniffed)) : lengthCheck;
};

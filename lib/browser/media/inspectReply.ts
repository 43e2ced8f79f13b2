import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { checkBytes } from '@/lib/media/checkBytes';
import { readMp4Tracks } from '@/lib/media/readMp4Tracks';
import { SNIFF_BYTES, type Sniffed, sniff } from '@/lib/media/sniff';
import type { FetchOrder } from '@/lib/ports/Blobs';
import { isMediaAddress } from '@/lib/tiktok/address/hosts';
import { readPage } from '@/lib/tiktok/parse/readReply';
import { hashBytes } from './hashBlob';
import { type BlobBytes, readBlob } from './readBlob';
import type { BlobReply } from './requestBlob';

/** Bytes that passed every check. */
export interface CheckedMedia {
  /** Typed by what it is, since the browser renames files by the type that a server claims. */
  readonly blob: Blob;
  /** Hex. */
  readonly sha256: string;
  readonly mime: string;
  readonly ext: string;
  readonly hasSound?: boolean;
}

// A refusal is a small page; no text this long is worth decoding to learn why it came.
const LONGEST_PAGE = 2 * 1024 * 1024;

const isChallenge = async (
  { url, status, headers }: BlobReply,
  bytes: BlobBytes,
  sniffed: Sniffed,
): Promise<boolean> => {
  if (sniffed.family !== 'html' || bytes.size > LONGEST_PAGE) return false;
  const page = readPage({ url, status, headers, body: await bytes.read(0, bytes.size) });
  return !page.ok && page.error.code === 'captcha';
};

const soundOf = async (bytes: BlobBytes): Promise<Result<boolean>> => {
  const tracks = await readMp4Tracks(bytes);
  if (!tracks.ok) return tracks;
  return tracks.value.video === 0 ? err(failure('file', 'no picture')) : ok(tracks.value.sound > 0);
};

/**
 * Checks a whole reply against what was ordered: final host, status, kind of bytes, lengths, and for videos the
 * tracks. Errors: `captcha`, `gate`, `expired`, `rate`, `http`, `file` as `checkBytes` gives them.
 */
export const inspectReply = async (
  order: Omit<FetchOrder, 'id' | 'urls'>,
  reply: BlobReply,
): Promise<Result<CheckedMedia>> => {
  const { kind, expectBytes } = order;
  const { blob, status, contentLength } = reply;
  const bytes = await readBlob(blob);
  const sniffed = sniff(await bytes.read(0, SNIFF_BYTES));
  const verdict = checkBytes({
    kind,
    status,
    hostAllowed: isMediaAddress(reply.url),
    sniffed,
    length: blob.size,
    challenge: await isChallenge(reply, bytes, sniffed),
    ...(contentLength === undefined ? {} : { contentLength }),
    ...(expectBytes === undefined ? {} : { expectBytes }),
  });
  if (!verdict.ok) return verdict;
  const { mime, ext } = verdict.value;
  const sound = kind === 'video' ? await soundOf(bytes) : undefined;
  if (sound && !sound.ok) return sound;
  const media = { blob: blob.slice(0, blob.size, mime), sha256: await hashBytes(bytes), mime, ext };
  return ok(sound ? { ...media, hasSound: sound.value } : media);
};

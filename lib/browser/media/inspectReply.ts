import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { HeldBytes } from '@/lib/browser/media/heldBytes';
import type { BlobReply } from '@/lib/browser/media/requestBlob';
import { checkBytes } from '@/lib/media/checkBytes';
import { type ByteSource, readMp4Tracks } from '@/lib/media/readMp4Tracks';
import { readWebmTracks } from '@/lib/media/readWebmTracks';
import { SNIFF_BYTES, type Sniffed, sniff } from '@/lib/media/sniff';
import type { FetchOrder } from '@/lib/ports/Blobs';
import { isMediaAddress } from '@/lib/tiktok/address/hosts';
import { readPage } from '@/lib/tiktok/parse/readReply';

/** Up to here a Blob is read in one piece. With eight files at a time that stays below 512 MB. */
const WHOLE_LIMIT = 64 * 1024 * 1024;

/** A Blob's bytes: at random, and all of them where they are in memory anyway. */
interface BlobBytes extends ByteSource {
  readonly whole?: Uint8Array<ArrayBuffer>;
}

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());

/**
 * Reads a body once when it is small: each slice of a Blob costs two calls to the browser's own process (Chromium 156:
 * 2 to 10 ms), and a video's tracks alone take a dozen of them. A large one is read where it is asked for.
 */
const readBlob = async (body: BlobReply['body'], wholeLimit = WHOLE_LIMIT): Promise<BlobBytes> => {
  const isBlob = body instanceof Blob;
  const size = isBlob ? body.size : body.byteLength;
  if (isBlob && size > wholeLimit) return { size, read: (from, length) => bytesOf(body.slice(from, from + length)) };
  const whole = isBlob ? await bytesOf(body) : body;
  return { size, whole, read: async (from, length) => whole.subarray(from, from + length) };
};

const SLICE = 8 * 1024 * 1024;

const bySlices = async ({ size, read }: BlobBytes): Promise<Uint8Array> => {
  const hash = sha256.create();
  for (let at = 0; at < size; at += SLICE) hash.update(await read(at, SLICE));
  return hash.digest();
};

/** SHA-256 in hex: of bytes in memory by the browser's own digest, of others slice by slice. */
const hashBytes = async (bytes: BlobBytes): Promise<string> => {
  const { whole } = bytes;
  const digest = whole ? new Uint8Array(await crypto.subtle.digest('SHA-256', whole)) : await bySlices(bytes);
  return bytesToHex(digest);
};

/** SHA-256 in hex. */
export const hashHeld = async (bytes: HeldBytes, wholeLimit?: number): Promise<string> =>
  hashBytes(await readBlob(bytes, wholeLimit));

/** Bytes that passed every check. */
export interface CheckedMedia {
  /** A Blob is typed by what it is, since the browser renames files by the type that a server claims. */
  readonly body: HeldBytes;
  /** Hex. */
  readonly sha256: string;
  readonly mime: string;
  readonly ext: string;
  readonly hasSound?: boolean;
  /** The bytes, where they were read in one piece. */
  readonly whole?: Uint8Array<ArrayBuffer>;
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

const soundOf = async (bytes: BlobBytes, { family }: Sniffed): Promise<Result<boolean>> => {
  const tracks = await (family === 'webm' ? readWebmTracks : readMp4Tracks)(bytes);
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
  const { body, status, contentLength } = reply;
  const bytes = await readBlob(body);
  const sniffed = sniff(await bytes.read(0, SNIFF_BYTES));
  const verdict = checkBytes({
    kind,
    status,
    hostAllowed: isMediaAddress(reply.url),
    sniffed,
    length: bytes.size,
    challenge: await isChallenge(reply, bytes, sniffed),
    ...(contentLength === undefined ? {} : { contentLength }),
    ...(expectBytes === undefined ? {} : { expectBytes }),
  });
  if (!verdict.ok) return verdict;
  const { mime, ext } = verdict.value;
  const sound = kind === 'video' ? await soundOf(bytes, sniffed) : undefined;
  if (sound && !sound.ok) return sound;
  const { whole } = bytes;
  const facts = { sha256: await hashBytes(bytes), mime, ext, ...(whole ? { whole } : {}) };
  const media = { body: body instanceof Blob ? body.slice(0, body.size, mime) : body, ...facts };
  return ok(sound ? { ...media, hasSound: sound.value } : media);
};

import type { ByteSource } from '@/lib/media/readMp4Tracks';

/** Up to here a Blob is read in one piece. With eight files at a time that stays below 512 MB. */
export const WHOLE_LIMIT = 64 * 1024 * 1024;

/** A Blob's bytes: at random, and all of them where they are in memory anyway. */
export interface BlobBytes extends ByteSource {
  readonly whole?: Uint8Array<ArrayBuffer>;
}

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());

/**
 * Reads a Blob once when it is small: each slice of a Blob costs two calls to the browser's own process (Chromium 156:
 * 2 to 10 ms), and a video's tracks alone take a dozen of them. A large one is read where it is asked for.
 */
export const readBlob = async (blob: Blob, wholeLimit = WHOLE_LIMIT): Promise<BlobBytes> => {
  const { size } = blob;
  if (size > wholeLimit) return { size, read: (from, length) => bytesOf(blob.slice(from, from + length)) };
  const whole = await bytesOf(blob);
  return { size, whole, read: async (from, length) => whole.subarray(from, from + length) };
};

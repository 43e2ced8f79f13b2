import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type BlobBytes, readBlob } from './readBlob';

const SLICE = 8 * 1024 * 1024;

const bySlices = async ({ size, read }: BlobBytes): Promise<Uint8Array> => {
  const hash = sha256.create();
  for (let at = 0; at < size; at += SLICE) hash.update(await read(at, SLICE));
  return hash.digest();
};

/** SHA-256 in hex: of bytes in memory by the browser's own digest, of others slice by slice. */
export const hashBytes = async (bytes: BlobBytes): Promise<string> => {
  const { whole } = bytes;
  const digest = whole ? new Uint8Array(await crypto.subtle.digest('SHA-256', whole)) : await bySlices(bytes);
  return bytesToHex(digest);
};

/** SHA-256 of a Blob in hex. */
export const hashBlob = async (blob: Blob, wholeLimit?: number): Promise<string> =>
  hashBytes(await readBlob(blob, wholeLimit));

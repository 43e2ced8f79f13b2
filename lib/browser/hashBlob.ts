import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

// The browser's digest needs all bytes in memory at once; with four files at a time that stays below 256 MB.
const WHOLE_LIMIT = 64 * 1024 * 1024;
const SLICE = 8 * 1024 * 1024;

const bySlices = async (blob: Blob): Promise<Uint8Array> => {
  const hash = sha256.create();
  for (let at = 0; at < blob.size; at += SLICE) {
    hash.update(new Uint8Array(await blob.slice(at, at + SLICE).arrayBuffer()));
  }
  return hash.digest();
};

/** SHA-256 of a Blob in hex. Small ones go through the browser's own digest, large ones slice by slice. */
export const hashBlob = async (blob: Blob, wholeLimit = WHOLE_LIMIT): Promise<string> => {
  const digest =
    blob.size <= wholeLimit
      ? new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()))
      : await bySlices(blob);
  return bytesToHex(digest);
};

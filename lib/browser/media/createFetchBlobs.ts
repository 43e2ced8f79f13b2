import { failure, TokError } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import type { Blobs } from '@/lib/ports/Blobs';
import { createLocalBlobs } from './createLocalBlobs';
import { fetchMirrors } from './fetchMirrors';
import { type BlobRequest, lengthIn } from './requestBlob';

/** Loads a media address. `url` of the answer is the final one, after redirects. */
export type LoadBlob = (request: { readonly url: string; readonly signal: AbortSignal }) => Promise<{
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  readonly blob: Blob;
}>;

/**
 * The Blobs port over any function that loads an address, for places without XMLHttpRequest, such as Node: the same mirrors, checks
 * and sound test as in the browser, the bytes behind object URLs (`resolveObjectURL` of node:buffer reads them). What `load`
 * throws is code `network`, a TokError its own.
 */
export const createFetchBlobs = (load: LoadBlob): Blobs => {
  const request = async ({ url, signal, onProgress }: BlobRequest) => {
    try {
      const reply = await load({ url, signal });
      onProgress(reply.blob.size, reply.blob.size);
      const contentLength = lengthIn(reply.headers);
      const { blob: body, ...head } = reply;
      return ok({ ...head, body, ...(contentLength === undefined ? {} : { contentLength }) });
    } catch (error) {
      return err(error instanceof TokError ? error.failure : failure('network', String(error)));
    }
  };
  return createLocalBlobs({ fetchMirrors: (order, options) => fetchMirrors(order, { ...options, request }) });
};

import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';

/** Far above any frame of a chat; a packed frame that grows beyond it is not one. */
const MOST_BYTES = 16 * 1024 * 1024;

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const readAll = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (const source = stream.getReader(); ; ) {
    const { done, value } = await source.read();
    if (done) break;
    length += value.length;
    if (length > MOST_BYTES) {
      await source.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
};

/** Returns a frame's payload unpacked when it is gzip (the usual case), else as it is; code `shape` for broken or absurd gzip. */
export const unpackPayload = async (payload: Uint8Array): Promise<Result<Uint8Array>> => {
  if (!isGzip(payload)) return ok(payload);
  try {
    const packed = new Blob([new Uint8Array(payload)]).stream();
    const all = await readAll(packed.pipeThrough(new DecompressionStream('gzip')));
    return all ? ok(all) : err(failure('shape', `payload: over ${MOST_BYTES} bytes unpacked`));
  } catch (error) {
    return err(failure('shape', `payload: ${error instanceof Error ? error.message : 'broken gzip'}`));
  }
};

import { joinBytes } from '@/lib/base/joinBytes';
import { BackupError } from './BackupError';
import { LIMITS } from './backupFormat';

const LINE_FEED = 10;
const GZIP = [0x1f, 0x8b] as const;

const isPacked = async (file: Blob): Promise<boolean> => {
  const head = new Uint8Array(await file.slice(0, GZIP.length).arrayBuffer());
  return GZIP.every((byte, at) => head[at] === byte);
};

/** Counts what goes through. */
const counter = (
  onBytes: (bytes: number) => void,
): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> => {
  let bytes = 0;
  return new TransformStream({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength;
      onBytes(bytes);
      controller.enqueue(chunk);
    },
  });
};

// Most lines lie whole in what was read at once: those are not copied.
const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const [only] = parts;
  return only && parts.length === 1 ? only : joinBytes(parts);
};

async function* chunksOf(
  file: Blob,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  // Systems unpack files by themselves at times; what is inside is read all the same.
  const isGzip = await isPacked(file);
  const counted = file.stream().pipeThrough(counter(onBytes));
  const plain = isGzip ? counted.pipeThrough(new DecompressionStream('gzip')) : counted;
  const reader = plain.getReader();
  let unpacked = 0;
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) return;
      unpacked += value.byteLength;
      if (unpacked > LIMITS.bytes) throw new BackupError('large', `more than ${LIMITS.bytes} bytes`);
      yield value;
    }
  } catch (error) {
    if (error instanceof BackupError || signal.aborted) throw error;
    // TypeError: what gzip cannot read, or the end of the file in the middle of it. Others: the file itself went away.
    throw new BackupError('broken', error instanceof Error ? error.name : 'unreadable', { cause: error });
  } finally {
    await reader.cancel().catch(() => undefined /* it failed already, and that was told above */);
  }
}

/** A file's lines without their line feeds, unpacked as they are read; what follows the last line feed is a line, too. */
export async function* readLines(
  file: Blob,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunksOf(file, onBytes, signal)) {
    let from = 0;
    for (let to = chunk.indexOf(LINE_FEED); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
      yield joined([...parts, chunk.subarray(from, to)]);
      parts = [];
      length = 0;
      from = to + 1;
    }
    if (from < chunk.byteLength) parts.push(chunk.subarray(from));
    length += chunk.byteLength - from;
    if (length > LIMITS.line) throw new BackupError('large', `a line of more than ${LIMITS.line} bytes`);
  }
  if (length > 0) yield joined(parts);
}

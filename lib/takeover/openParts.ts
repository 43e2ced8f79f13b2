import { Unzip, UnzipInflate } from 'fflate';
import { joinBytes } from '@/lib/base/joinBytes';
import { LIMITS } from './limits';
import { TakeOverError } from './TakeOverError';

/** A text to read: a file, or one inside a zip. */
export interface TextPart {
  readonly name: string;
  readonly text: string;
}

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  [...text].every((sign, at) => bytes[at] === sign.charCodeAt(0));

/** Names of a zip that may name posts; media that some exports hold are passed over unread. */
const isText = (name: string): boolean => /\.(?:json|txt)$/i.test(name) && !/(?:^|\/)(?:__MACOSX\/|\._)/.test(name);

const decode = (bytes: Uint8Array, name: string): string => {
  if (bytes.subarray(0, 4096).includes(0)) throw new TakeOverError({ fault: 'foreign', file: name });
  return new TextDecoder().decode(bytes);
};

/** Hooks of reading. */
export interface ReadHooks {
  readonly signal: AbortSignal;
  /** 0 to 1, of one file. */
  onProgress(share: number): void;
}

/**
 * Unpacks the texts of a zip, piece by piece. What comes out is counted as it comes: a zip's own word for its sizes is
 * not asked.
 */
const unzipTexts = async (file: Blob, name: string, { signal, onProgress }: ReadHooks): Promise<TextPart[]> => {
  const texts: TextPart[] = [];
  let unpacked = 0;
  let entries = 0;
  let fault: unknown;
  const unzip = new Unzip((entry) => {
    entries += 1;
    if (entries > LIMITS.entries) throw new TakeOverError({ fault: 'large', file: name });
    if (!isText(entry.name)) return;
    const chunks: Uint8Array[] = [];
    entry.ondata = (error, chunk, final) => {
      if (error) throw error;
      unpacked += chunk.byteLength;
      if (unpacked > LIMITS.bytes) throw new TakeOverError({ fault: 'large', file: entry.name });
      chunks.push(chunk);
      if (final) texts.push({ name: entry.name, text: decode(joinBytes(chunks), entry.name) });
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  const reader = file.stream().getReader();
  try {
    for (let read = 0; ; ) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      // Small pieces: what one of them may become is a thousand times as much.
      for (let at = 0; value && at < value.byteLength; at += LIMITS.piece)
        unzip.push(value.subarray(at, at + LIMITS.piece));
      if (done) {
        unzip.push(new Uint8Array(), true);
        break;
      }
      read += value.byteLength;
      onProgress(read / file.size);
    }
  } catch (error) {
    fault = error;
  } finally {
    await reader.cancel().catch(() => undefined /* it ended, or failed with what is told below */);
  }
  if (fault instanceof TakeOverError || signal.aborted) throw fault;
  if (fault) throw new TakeOverError({ fault: 'broken', file: name }, { cause: fault });
  if (texts.length === 0) throw new TakeOverError({ fault: 'foreign', file: name });
  return texts;
};

/** The texts of a file: itself, or those in a zip. Throws {@link TakeOverError}: `sqlite`, `foreign`, `broken`, `large`. */
export const openParts = async (file: Blob, name: string, hooks: ReadHooks): Promise<TextPart[]> => {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  if (startsWith(head, 'SQLite format 3')) throw new TakeOverError({ fault: 'sqlite', file: name });
  if (startsWith(head, 'PK\u0003\u0004')) return unzipTexts(file, name, hooks);
  if (file.size > LIMITS.bytes) throw new TakeOverError({ fault: 'large', file: name });
  const bytes = new Uint8Array(await file.arrayBuffer());
  hooks.signal.throwIfAborted();
  hooks.onProgress(0.5);
  return [{ name, text: decode(bytes, name) }];
};

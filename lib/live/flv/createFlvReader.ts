import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { createByteQueue } from '@/lib/live/media/createByteQueue';
import type { LiveEvent } from '@/lib/live/media/LiveEvent';
import { readTag } from './readTag';

/** Reads an FLV stream as it comes, in pieces of any size. */
export interface FlvReader {
  /** The events that this piece completes. After an error the reader takes nothing more. Error: `file`. */
  push(piece: Uint8Array): Result<readonly LiveEvent[]>;
}

const HEADER = 9;
const TAG_HEADER = 11;
const TAG_FOOTER = 4;

// A picture of 4K at 50 Mbit/s has less than 2 MB: a larger tag is damage, and waiting for it would fill the memory.
const LARGEST_TAG = 8_000_000;

// Of the header's own length, which the stream tells.
const LARGEST_HEADER = 1024;

const tagTypes: ReadonlySet<number> = new Set([8, 9, 18]);

/**
 * The tag reader for live FLV. It holds at most one tag, knows AVC, HEVC (as codec 12, and as enhanced FLV) and AAC, and
 * leaves out what it does not know; only a stream whose tags do not follow each other is an error.
 */
export const createFlvReader = (): FlvReader => {
  const queue = createByteQueue();
  let started = false;
  let broken = false;

  const giveUp = (detail: string): Result<never> => {
    broken = true;
    queue.drop(Number.POSITIVE_INFINITY);
    return err(failure('file', detail));
  };

  const headerLength = (held: Uint8Array): number | undefined => {
    const view = new DataView(held.buffer, held.byteOffset, held.byteLength);
    const length = view.getUint32(5);
    const fits = held[0] === 0x46 && held[1] === 0x4c && held[2] === 0x56;
    return fits && length >= HEADER && length <= LARGEST_HEADER ? length + TAG_FOOTER : undefined;
  };

  const readTags = (held: Uint8Array, from: number): Result<readonly LiveEvent[]> => {
    const events: LiveEvent[] = [];
    let at = from;
    for (;;) {
      const type = held[at];
      if (type !== undefined && !tagTypes.has(type & 31)) return giveUp('flv: tags do not follow each other');
      if (at + TAG_HEADER > held.length) break;
      const view = new DataView(held.buffer, held.byteOffset + at, TAG_HEADER);
      const size = view.getUint32(0) & 0xffffff;
      if (size > LARGEST_TAG) return giveUp('flv: tag too large');
      const end = at + TAG_HEADER + size + TAG_FOOTER;
      if (end > held.length) break;
      const time = view.getUint32(4) >>> 8;
      const whole = (view.getUint8(7) * 0x1000000 + time) | 0;
      const footer = new DataView(held.buffer, held.byteOffset + end - TAG_FOOTER, TAG_FOOTER).getUint32(0);
      // Some senders write zero; anything else but the tag's size means that the place was lost.
      if (footer !== 0 && footer !== TAG_HEADER + size) return giveUp('flv: tag sizes do not agree');
      // A copy: what is held is written over by what comes next.
      const body = held.slice(at + TAG_HEADER, at + TAG_HEADER + size);
      events.push(...readTag((type ?? 0) & 31, whole, body));
      at = end;
    }
    queue.drop(at);
    return ok(events);
  };

  return {
    push: (piece) => {
      if (broken) return err(failure('file', 'flv: broken before'));
      queue.push(piece);
      const held = queue.bytes();
      if (started) return readTags(held, 0);
      if (held.length < HEADER + TAG_FOOTER) return ok([]);
      const length = headerLength(held);
      if (length === undefined) return giveUp('flv: no header');
      if (held.length < length) return ok([]);
      started = true;
      return readTags(held, length);
    },
  };
};

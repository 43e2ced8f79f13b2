import { createByteQueue } from '@/lib/live/media/createByteQueue';

const typeAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

// After these a fragmented mp4 may end: what comes next belongs to another fragment.
const ends: ReadonlySet<string> = new Set(['moov', 'mdat', 'mfra']);

/**
 * Holds the bytes of a fragmented mp4 back until a fragment is whole, so that a file that a crash leaves behind ends where
 * players expect it to.
 */
export const wholeFragments = () => {
  const queue = createByteQueue();
  let boxAt = 0;

  /** The bytes that end a fragment; empty until then. */
  const take = (): Uint8Array => {
    const held = queue.bytes();
    let whole = 0;
    while (boxAt + 8 <= held.length) {
      const view = new DataView(held.buffer, held.byteOffset + boxAt);
      const size = view.getUint32(0);
      const long = size === 1 && boxAt + 16 <= held.length ? Number(view.getBigUint64(8)) : size;
      if (long < 8 || boxAt + long > held.length) break;
      const type = typeAt(held, boxAt + 4);
      boxAt += long;
      if (ends.has(type)) whole = boxAt;
    }
    const taken = held.slice(0, whole);
    queue.drop(whole);
    boxAt -= whole;
    return taken;
  };

  return {
    push: (piece: Uint8Array): Uint8Array => {
      queue.push(piece);
      return take();
    },
  };
};

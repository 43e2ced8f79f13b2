import type { Random } from '@/lib/ports/Random';

// getRandomValues refuses more at a time.
const MOST = 65_536;

/** Chance from the browser's cryptographic source. */
export const createRandom = (): Random => ({
  bytes: (count) => {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at += MOST) crypto.getRandomValues(bytes.subarray(at, at + MOST));
    return bytes;
  },
});

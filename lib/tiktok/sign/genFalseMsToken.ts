import { failure, TokError } from '@/lib/base/failure';
import type { Random } from '@/lib/ports/Random';

const SYMBOLS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const systemRandom: Random = { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) };

/**
 * Text that looks like an msToken and is none. TikTok answers a request that carries one with an empty body (reported
 * 2026-09), so TokShelf never sends it: an empty msToken is accepted, an invented one is not.
 *
 * @param length characters in all, the closing `==` included; 3 to 4096
 * @throws TokError of code `input` for another length
 */
export const genFalseMsToken = (length = 126, random: Random = systemRandom): string => {
  if (!Number.isInteger(length) || length < 3 || length > 4096) {
    throw new TokError(failure('input', 'length of an msToken: 3 to 4096'));
  }
  const symbols = Array.from(random.bytes(length - 2), (byte) => SYMBOLS[byte & 63] ?? '-');
  return `${symbols.join('')}==`;
};

/**
 * The first bytes of an RC4 key stream (256-step key schedule, nothing dropped). Obsolete as a cipher; here it is a
 * fixed step of X-Bogus, where it hides nothing.
 *
 * @param key 1 to 256 bytes
 */
export const rc4KeyStream = (key: readonly number[], length: number): Uint8Array => {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const at = (i: number): number => state[i] ?? 0;
  const swap = (a: number, b: number): void => {
    const held = at(a);
    state[a] = at(b);
    state[b] = held;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  const stream = new Uint8Array(length);
  for (let n = 0, i = 0, j = 0; n < length; n++) {
    i = (i + 1) & 255;
    j = (j + at(i)) & 255;
    swap(i, j);
    stream[n] = at((at(i) + at(j)) & 255);
  }
  return stream;
};

/** RFC 1321: the binary fractions of |sin(1)| to |sin(64)|. */
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));
const BLOCK = 64;

const words = new Int32Array(BLOCK / 4);
const state = new Int32Array(4);
const tail = new Uint8Array(2 * BLOCK);
const tailView = new DataView(tail.buffer);

const step = (sum: number, shift: number, next: number): number => ((sum << shift) | (sum >>> (32 - shift))) + next;

const mix = (): void => {
  const word = (i: number, at: number): number => (words[at & 15] ?? 0) + (SINES[i] ?? 0);
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  for (let i = 0; i < 16; i += 4) {
    a = step((a + (d ^ (b & (c ^ d))) + word(i, i)) | 0, 7, b) | 0;
    d = step((d + (c ^ (a & (b ^ c))) + word(i + 1, i + 1)) | 0, 12, a) | 0;
    c = step((c + (b ^ (d & (a ^ b))) + word(i + 2, i + 2)) | 0, 17, d) | 0;
    b = step((b + (a ^ (c & (d ^ a))) + word(i + 3, i + 3)) | 0, 22, c) | 0;
  }
  for (let i = 16, at = 1; i < 32; i += 4, at += 20) {
    a = step((a + (c ^ (d & (b ^ c))) + word(i, at)) | 0, 5, b) | 0;
    d = step((d + (b ^ (c & (a ^ b))) + word(i + 1, at + 5)) | 0, 9, a) | 0;
    c = step((c + (a ^ (b & (d ^ a))) + word(i + 2, at + 10)) | 0, 14, d) | 0;
    b = step((b + (d ^ (a & (c ^ d))) + word(i + 3, at + 15)) | 0, 20, c) | 0;
  }
  for (let i = 32, at = 5; i < 48; i += 4, at += 12) {
    a = step((a + (b ^ c ^ d) + word(i, at)) | 0, 4, b) | 0;
    d = step((d + (a ^ b ^ c) + word(i + 1, at + 3)) | 0, 11, a) | 0;
    c = step((c + (d ^ a ^ b) + word(i + 2, at + 6)) | 0, 16, d) | 0;
    b = step((b + (c ^ d ^ a) + word(i + 3, at + 9)) | 0, 23, c) | 0;
  }
  for (let i = 48, at = 0; i < 64; i += 4, at += 28) {
    a = step((a + (c ^ (b | ~d)) + word(i, at)) | 0, 6, b) | 0;
    d = step((d + (b ^ (a | ~c)) + word(i + 1, at + 7)) | 0, 10, a) | 0;
    c = step((c + (a ^ (d | ~b)) + word(i + 2, at + 14)) | 0, 15, d) | 0;
    b = step((b + (d ^ (c | ~a)) + word(i + 3, at + 21)) | 0, 21, c) | 0;
  }
  state[0] = (state[0] ?? 0) + a;
  state[1] = (state[1] ?? 0) + b;
  state[2] = (state[2] ?? 0) + c;
  state[3] = (state[3] ?? 0) + d;
};

const takeBlock = (view: DataView, from: number): void => {
  for (let i = 0; i < words.length; i++) words[i] = view.getInt32(from + i * 4, true);
  mix();
};

/**
 * MD5 of some bytes: a checksum, no protection. Our own because X-Bogus hashes a kilobyte per request and has a goal of
 * 15 µs, which the MD5 of `@noble/hashes` alone exceeds (16 µs measured); the tests compare the two.
 */
export const md5 = (bytes: Uint8Array): Uint8Array => {
  state.set([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  let from = 0;
  if (bytes.length >= BLOCK) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (; from + BLOCK <= bytes.length; from += BLOCK) takeBlock(view, from);
  }
  const rest = bytes.length - from;
  const padded = rest + 9 > BLOCK ? 2 * BLOCK : BLOCK;
  tail.fill(0);
  tail.set(from === 0 ? bytes : bytes.subarray(from));
  tail[rest] = 0x80;
  tailView.setUint32(padded - 8, bytes.length << 3, true);
  tailView.setUint32(padded - 4, bytes.length >>> 29, true);
  for (let at = 0; at < padded; at += BLOCK) takeBlock(tailView, at);
  const digest = new Uint8Array(16);
  for (let i = 0; i < digest.length; i++) digest[i] = (state[i >> 2] ?? 0) >> ((i & 3) * 8);
  return digest;
};

import { createHash } from 'node:crypto';

/** What stands inside a 28-character X-Bogus. */
export interface XBogusFields {
  readonly env: number;
  readonly ub: number;
  readonly query: readonly [number, number];
  readonly body: readonly [number, number];
  readonly userAgent: readonly [number, number];
  readonly unixSeconds: number;
  readonly canvas: number;
}

const alphabet = 'Dkdpgh4ZKsQB80/Mfvw36XI1R25-WUAlEi7NLboqYTOPuzmFjJnryx9HVGcaStCe';

/** Reads an X-Bogus; the text says what is wrong with it. */
export const decodeXBogus = (value: string): XBogusFields | string => {
  if (value.length !== 28) return `${value.length} characters instead of 28`;
  const bytes = fromBase64(value);
  if (typeof bytes === 'string') return bytes;
  if (bytes[0] !== 2) return `version byte ${bytes[0]}`;
  const p = rc4(bytes.subarray(1, 2), bytes.subarray(2));
  if (p.length !== 19 || p[0] !== 0x40) return 'payload does not start with 0x40';
  const xor = p.subarray(0, 18).reduce((sum, byte) => sum ^ byte, 0);
  if (xor !== p[18]) return 'checksum';
  return {
    env: p.readUInt16BE(1),
    ub: p.readUInt8(3),
    query: [p.readUInt8(4), p.readUInt8(5)],
    body: [p.readUInt8(6), p.readUInt8(7)],
    userAgent: [p.readUInt8(8), p.readUInt8(9)],
    unixSeconds: p.readUInt32BE(10),
    canvas: p.readUInt32BE(14),
  };
};

/** Checks that an X-Bogus belongs to this query (everything before `&X-Bogus=`), body and user agent. Undefined when it does. */
export const checkXBogus = (value: string, query: string, body: string, userAgent: string): string | undefined => {
  const read = decodeXBogus(value);
  if (typeof read === 'string') return read;
  if (!same(read.query, md5(md5(Buffer.from(query))))) return 'query';
  if (!same(read.body, md5(md5(Buffer.from(body))))) return 'body';
  const key = Buffer.from([read.env >> 8, read.env & 255, read.ub]);
  const agent = md5(Buffer.from(rc4(key, Buffer.from(userAgent)).toString('base64')));
  if (!same(read.userAgent, agent)) return 'user agent';
  return undefined;
};

const same = (pair: readonly [number, number], digest: Buffer): boolean =>
  pair[0] === digest[14] && pair[1] === digest[15];

const md5 = (data: Buffer): Buffer => createHash('md5').update(data).digest();

const fromBase64 = (text: string): Buffer | string => {
  const bits = [...text].map((letter) => alphabet.indexOf(letter));
  if (bits.includes(-1)) return 'letter outside the alphabet';
  const bytes: number[] = [];
  for (let i = 0; i < bits.length; i += 4) {
    const word = bits.slice(i, i + 4).reduce((sum, value) => sum * 64 + value, 0);
    bytes.push((word >> 16) & 255, (word >> 8) & 255, word & 255);
  }
  return Buffer.from(bytes);
};

const rc4 = (key: Buffer, data: Buffer): Buffer => {
  const state = Array.from({ length: 256 }, (_, i) => i);
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
  let i = 0;
  let j = 0;
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + at(i)) & 255;
      swap(i, j);
      return byte ^ at((at(i) + at(j)) & 255);
    }),
  );
};

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFramePayload, decodeImFetch, decodeMessage } from '@/lib/tiktok/webcast/decodeImFetch';
import { messageReaders } from '@/lib/tiktok/webcast/messageReaders';
import { decodePushFrame, unpackPayload } from '@/lib/tiktok/webcast/pushFrame';
import { heapMb } from '../../../fakes/heapMb';
import { fixtureBytes } from './fixtures';

const isLong = process.env.TOKSHELF_LONG === '1';

const methods = [...Object.keys(messageReaders), 'WebcastUnknown', 'constructor', ''];
/** Bytes of a seed (xorshift): drawing each of them by itself takes ten times as long as reading them. */
const noise = ([seed, length]: readonly [number, number]): Uint8Array => {
  let state = seed | 1;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 255;
  });
};
const bytes = fc.tuple(fc.integer(), fc.nat(600)).map(noise);
const body = fixtureBytes('imFetch.bin');

/** DownloadWatcher of the body's own fields: a cut exactly there leaves a shorter but whole protobuf. */
const fieldEnds = (): ReadonlySet<number> => {
  const ends = new Set<number>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = body[at] ?? 0;
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < body.length) {
    const wire = varint() & 7;
    const length = varint();
    if (wire === 2) at += length;
    ends.add(at);
  }
  return ends;
};

describe('bytes that are no live chat give an error value', () => {
  it('a body cut anywhere is code shape, except between two of its own fields', () => {
    const ends = fieldEnds();
    expect(ends.has(body.length)).toBe(true);
    let whole = 0;
    for (let length = 1; length < body.length; length += length > body.length - 400 ? 1 : 5) {
      const read = decodeImFetch(body.slice(0, length));
      if (read.ok) {
        whole += 1;
        expect(ends.has(length)).toBe(true);
      } else expect(read.error.code).toBe('shape');
    }
    expect(whole).toBeLessThan(10);
  });

  it('random bytes never throw, and are almost never a reply', { timeout: 900_000 }, () => {
    const runs = isLong ? 50_000 : 2000;
    const before = heapMb();
    let replies = 0;
    fc.assert(
      fc.property(bytes, fc.constantFrom(...methods), (junk, method) => {
        const read = decodeImFetch(junk);
        if (read.ok) replies += 1;
        else expect(['shape', 'gate']).toContain(read.error.code);
        for (const other of [decodeFramePayload(junk), decodePushFrame(junk), decodeMessage(method, junk)]) {
          if (!other.ok) expect(other.error.code).toBe('shape');
        }
      }),
      { numRuns: runs },
    );
    expect(replies).toBeLessThan(runs / 50);
    expect(heapMb() - before).toBeLessThan(20);
  });

  it('a recorded body with bytes flipped never throws', { timeout: 900_000 }, () => {
    const flips = fc.array(fc.tuple(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(flips, (changes) => {
        const damaged = body.slice();
        for (const [at, by] of changes) damaged[at] = (damaged[at] ?? 0) ^ by;
        const read = decodeImFetch(damaged);
        if (!read.ok) expect(read.error.code).toBe('shape');
      }),
      { numRuns: isLong ? 10_000 : 300 },
    );
  });

  it('groups within groups without end', () => {
    const groups = new Uint8Array(200_000).fill(0x0b);
    expect(decodeImFetch(groups)).toMatchObject({ ok: false, error: { code: 'shape' } });
    expect(decodePushFrame(new Uint8Array(200_000).fill(0x4b))).toMatchObject({ ok: false, error: { code: 'shape' } });
  });

  it('broken gzip', async () => {
    expect(await unpackPayload(Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3))).toMatchObject({
      ok: false,
      error: { code: 'shape' },
    });
  });
});

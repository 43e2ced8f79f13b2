import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBytes } from '@/lib/media/checkBytes';
import { readMp4Tracks } from '@/lib/media/readMp4Tracks';
import { readWebmTracks } from '@/lib/media/readWebmTracks';
import { sniff } from '@/lib/media/sniff';
import { readHydrationJson } from '@/lib/tiktok/parse/hydration';
import { parseJson } from '@/lib/tiktok/wire/parseJson';
import { publicItem } from '@/lib/tiktok/wire/publicItem';
import { scrub } from '@/lib/ui/options/diagnosticsReport';
import { fixtureNames, readers, readFixture } from '../tiktok/parse/fixtures';
import { bestTime, pieces, textOf, textReaders } from './textReaders';

// What a field of a foreign type may be at its worst: values that convert by functions they do not have, and texts of numbers.
const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    JSON.parse('{"toString":1,"valueOf":1}'),
    JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":2}}'),
    JSON.parse('{"length":1e9,"0":1}'),
    '9'.repeat(400),
    '-1e999',
    'https://v16.tiktok.com:99999/\u0000',
    '//p16.tiktokcdn.com/%',
    '\ud800',
    '',
    null,
    -0,
    1e308,
    [[[[]]]],
  ),
);

type Node = Record<string | number, unknown>;

/** Puts a value at a random place of a body; the steps choose a field on each level, and where it ends. */
const change = (body: unknown, steps: readonly number[], value: unknown): void => {
  let at = body as Node;
  for (const step of steps) {
    const keys = Object.keys(at);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) return;
    const inner = at[key];
    if (step % 5 === 0 || typeof inner !== 'object' || inner === null) {
      at[key] = value;
      return;
    }
    at = inner as Node;
  }
};

describe('what is damaged at random', () => {
  it('20,000 JSON replies give a value or a code', { timeout: 300_000 }, () => {
    const bodies = fixtureNames('.json').map((name) => ({
      text: new TextDecoder().decode(readFixture(name)),
      read: readers[name.split('/')[0] ?? ''] ?? ((body: unknown) => readHydrationJson(JSON.stringify(body))),
    }));
    const changes = fc.array(fc.tuple(fc.array(fc.nat(997), { minLength: 1, maxLength: 14 }), hostile), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.nat(bodies.length - 1), changes, (which, places) => {
        const { text, read } = bodies[which] ?? expect.unreachable();
        const parsed = parseJson(text);
        const body = parsed.ok ? parsed.value : expect.unreachable();
        // A copy: what one run puts into a value must not be there in the next.
        for (const [steps, value] of places) change(body, steps, structuredClone(value));
        read(body);
        JSON.stringify(publicItem(body));
      }),
      { numRuns: 20_000 },
    );
  });

  it('20,000 texts of damaged JSON give a value or a code', { timeout: 300_000 }, () => {
    const texts = fixtureNames('.json').map((name) => new TextDecoder().decode(readFixture(name)).slice(0, 20_000));
    const cuts = fc.array(fc.tuple(fc.nat(20_000), fc.nat(40), fc.string({ maxLength: 12, unit: 'binary' })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.nat(texts.length - 1), cuts, (which, places) => {
        let text = texts[which] ?? '';
        for (const [at, length, put] of places) text = text.slice(0, at) + put + text.slice(at + length);
        parseJson(text);
        readHydrationJson(text);
      }),
      { numRuns: 20_000 },
    );
  });

  it('50,000 media files give tracks or a code', { timeout: 300_000 }, async () => {
    const media = ['silent.mp4', 'sound-end.mp4', 'sound-fragments.mp4', 'sound-start.mp4', 'head.webp', 'head.flv'];
    const files = media.map((name) => readFileSync(new URL(`../../fixtures/media/bytes/${name}`, import.meta.url)));
    const damage = fc.record({
      which: fc.nat(files.length - 1),
      cut: fc.nat(4000),
      // The heads of boxes are where the harm is, and they stand in the first and the last bytes.
      flips: fc.array(fc.tuple(fc.integer({ min: -2000, max: 2000 }), fc.nat(255)), { maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ which, cut, flips }) => {
        const whole = files[which] ?? expect.unreachable();
        const bytes = new Uint8Array(cut % 3 === 0 ? whole.subarray(0, whole.length - (cut % whole.length)) : whole);
        for (const [at, by] of flips) bytes[(at + bytes.length) % bytes.length] = by;
        const source = {
          size: bytes.length,
          read: async (from: number, length: number) => bytes.subarray(from, from + length),
        };
        const [mp4, webm] = [await readMp4Tracks(source), await readWebmTracks(source)];
        for (const read of [mp4, webm]) if (!read.ok) expect(read.error.code).toBe('file');
        const facts = { kind: 'video', status: 200, hostAllowed: true, challenge: false } as const;
        checkBytes({ ...facts, sniffed: sniff(bytes), length: bytes.length });
      }),
      { numRuns: 50_000 },
    );
  });
});

// Twenty times the text of 100 kB may take twenty times its time, and no more.
const ALLOWED_MS = 1000;

describe.each(Object.entries({ ...textReaders, scrub: (text: string) => scrub(text, ['mira']) }))('%s', (_, read) => {
  it.each(pieces)('reads 2 MB of %j in a linear time', { timeout: 60_000 }, (piece) => {
    const text = textOf(piece, 2_000_000);
    expect(bestTime(() => read(text), ALLOWED_MS)).toBeLessThan(ALLOWED_MS);
  });
});

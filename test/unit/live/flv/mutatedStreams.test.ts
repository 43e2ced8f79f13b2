import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { createFlvReader } from '@/lib/live/flv/createFlvReader';
import { createPartCutter } from '@/lib/live/record/createPartCutter';
import { heapMb } from '../../../fakes/heapMb';
import { fixture } from '../../../site/media/bytes.ts';
import { flvHeader, hevcTags } from '../../../site/media/flvTags.ts';

const runs = process.env.TOKSHELF_LONG === '1' ? 50_000 : 400;

const streams: Uint8Array[] = [fixture('live.flv').subarray(0, 12_000)];
beforeAll(async () => {
  for (const name of ['number', 'enhanced'] as const) {
    const tags = await hevcTags(name);
    streams.push(Buffer.concat([flvHeader, ...tags.map(({ data }) => data)]).subarray(0, 12_000));
  }
});

const change = fc.record({
  // The set-ups and the headers of the first tags are where damage does most.
  at: fc.oneof(fc.nat(400), fc.nat(11_999)),
  kind: fc.constantFrom('flip', 'cut', 'repeat', 'drop'),
  value: fc.integer({ min: 1, max: 255 }),
});

const damaged = (stream: Uint8Array, changes: readonly { at: number; kind: string; value: number }[]): Uint8Array => {
  let bytes = Buffer.from(stream);
  for (const { at, kind, value } of changes) {
    if (kind === 'flip') bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ value;
    else if (kind === 'cut') bytes = bytes.subarray(0, Math.max(1, at % bytes.length));
    else if (kind === 'drop') bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + value)]);
    else bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - value))]);
    if (bytes.length === 0) return bytes;
  }
  return bytes;
};

const cutInto = (container: 'mp4' | 'flv') => {
  let written = 0;
  let open = 0;
  const cutter = createPartCutter({
    rules: { maxPartMs: 600_000, maxPartBytes: 500_000_000, soundOnly: false, container },
    firstPart: 1,
    openPart: async () => {
      open += 1;
      return {
        write: async (bytes) => {
          written += bytes.length;
        },
        close: async () => {
          open -= 1;
        },
      };
    },
    onPart: () => undefined,
  });
  return { cutter, written: () => written, open: () => open };
};

// Of a set-up, a fragment's own boxes and a tag's times; a stream of 12 kB has a few of each.
const FRAME = 20_000;

// What fast-check itself keeps of its runs, and some.
const GROWTH_MB = 20;

it('a mutated stream gives an error value or a shorter recording, never a throw, a hang, or more than it brought', {
  timeout: 1_800_000,
}, async () => {
  const before = heapMb();
  await fc.assert(
    fc.asyncProperty(
      fc.nat(2),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 5000 }),
      fc.constantFrom('mp4', 'flv'),
      async (which, changes, size, container) => {
        const bytes = damaged(streams[which] ?? new Uint8Array(0), changes);
        const reader = createFlvReader();
        const { cutter, written, open } = cutInto(container);
        const since = process.cpuUsage();
        let given = 0;
        for (let at = 0; at < bytes.length; at += size) {
          const pushed = reader.push(bytes.subarray(at, at + size));
          if (!pushed.ok) {
            expect(pushed.error.code).toBe('file');
            break;
          }
          for (const event of pushed.value) {
            if (event.type === 'packet') given += event.packet.data.length;
            if (event.type === 'setup' && event.setup.kind === 'picture') {
              expect(event.setup.width).toBeGreaterThan(0);
              expect(event.setup.height).toBeLessThanOrEqual(16_384);
            }
            await cutter.take(event);
          }
        }
        await cutter.close();
        expect(given).toBeLessThanOrEqual(bytes.length);
        expect(written()).toBeLessThanOrEqual(bytes.length + FRAME);
        expect(open()).toBe(0);
        expect(process.cpuUsage(since).user).toBeLessThan(2_000_000);
      },
    ),
    { numRuns: runs },
  );
  expect(heapMb() - before).toBeLessThan(GROWTH_MB);
});

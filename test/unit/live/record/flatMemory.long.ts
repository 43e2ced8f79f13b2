import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ok } from '@/lib/base/result';
import { recordStream } from '@/lib/live/record/recordStream';
import { heapMb } from '../../../fakes/heapMb';
import { flvHeader } from '../../../site/media/flvTags.ts';
import { liveTake, padded, takeFrom } from '../../../site/media/liveTakes.ts';

const MINUTES = 10;
const ROUND_MS = 4_000;
const ROUNDS = (MINUTES * 60_000) / ROUND_MS;
// 2 Mbit/s of 25 pictures a second.
const FILLER = 10_000;

/** The least of three looks: buffers are let go of beside the collection, and a busy machine is late with it. */
const settledMb = async (): Promise<number> => {
  let least = heapMb();
  for (let look = 0; look < 2; look += 1) {
    await wait(30);
    least = Math.min(least, heapMb());
  }
  return least;
};

it.each(['mp4', 'flv'] as const)(
  'ten minutes as heavy as real ones, kept as %s, are held nowhere',
  { timeout: 600_000 },
  async (container) => {
    const take = await liveTake('small');
    const held: number[] = [];
    let round = 0;
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Uint8Array.from(flvHeader)),
      pull: async (controller) => {
        // Once a minute: by then all that came before is written.
        if (round % 15 === 0) held.push(await settledMb());
        const tags = takeFrom(take, round * ROUND_MS, round === 0).map((tag) => padded(tag, FILLER).data);
        const all = Uint8Array.from(Buffer.concat(tags));
        sent += all.length;
        controller.enqueue(all);
        round += 1;
        if (round === ROUNDS) controller.close();
      },
    });
    let written = 0;
    const end = await recordStream(
      'https://pull.example/0.flv',
      {
        ...{ maxPartMs: 600_000, maxPartBytes: 500_000_000, soundOnly: false, container },
        ...{ maxMs: 0, maxBytes: 0, firstPart: 1 },
      },
      {
        clock: { now: () => round * ROUND_MS, sleep: () => new Promise((done) => setTimeout(done, 5)) },
        open: async () => ok(stream),
        openPart: async () => ({
          write: async (bytes) => {
            written += bytes.length;
          },
          close: async () => undefined,
        }),
        locate: async () => ok(undefined),
        onPart: () => undefined,
        onNews: () => undefined,
      },
      new AbortController().signal,
    );
    expect(end).toEqual({ reason: 'over' });
    expect(sent).toBeGreaterThan(100_000_000);
    expect(written).toBeGreaterThan(sent * 0.95);
    console.log(`${container}: ${held.map((mb) => mb.toFixed(1)).join(', ')} MB`);
    // The first minute brings code and buffers.
    const later = held.slice(1);
    expect(later).toHaveLength(MINUTES - 1);
    expect(Math.max(...later) - Math.min(...later)).toBeLessThan(12);
  },
);

import { expect, it } from 'vitest';
import type { LivePacket } from '@/lib/live/media/LiveEvent';
import { createTimeline } from '@/lib/live/record/createTimeline';
import { heapMb } from '../../../fakes/heapMb';

const packet = (kind: LivePacket['kind'], decodeTime: number): LivePacket => ({
  ...{ kind, decodeTime, showTime: decodeTime },
  ...{ data: new Uint8Array(0), key: true },
});

it('a stream whose times jump with every packet costs no memory, and its other track goes on as it was', () => {
  const timeline = createTimeline();
  const before = heapMb();
  let sound = 0;
  for (let count = 0; count < 100_000; count += 1) {
    timeline.place(packet('picture', count * 10_000));
    if (count % 1_000 === 0) {
      const at = timeline.place(packet('sound', count / 10));
      if (count > 0) expect(at - sound).toBe(100);
      sound = at;
    }
  }
  expect(heapMb() - before).toBeLessThan(3);
  expect(timeline.end()).toBeGreaterThan(100_000);
});

it('picture and sound meet each jump in their own time, and stay in step', () => {
  const timeline = createTimeline();
  const apart: number[] = [];
  for (let count = 0; count < 100; count += 1) {
    // Every second the times jump by an hour; the sound comes 120 ms behind.
    const base = count * 3_600_000;
    const pictures = [0, 250, 500, 750].map((at) => timeline.place(packet('picture', base + at)));
    const sounds = [0, 250, 500, 750].map((at) => timeline.place(packet('sound', base + at)));
    apart.push(...pictures.map((at, index) => Math.abs(at - (sounds[index] ?? Number.NaN))));
  }
  expect(Math.max(...apart)).toBeLessThan(50);
  expect(Math.abs(timeline.end() - 100_000)).toBeLessThan(500);
});

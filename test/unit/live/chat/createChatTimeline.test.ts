import { expect, it } from 'vitest';
import { createChatTimeline } from '@/lib/live/chat/createChatTimeline';

it('finds what was said in the video, whose time stands still while nothing comes', () => {
  const timeline = createChatTimeline();
  for (let time = 0; time <= 5_000; time += 100) timeline.note(1_000_000 + time, { position: time });
  // A minute without a stream.
  for (let time = 0; time <= 5_000; time += 100) timeline.note(1_065_000 + time, { position: 5_000 + time });
  expect(timeline.positionAt(1_002_345)).toBeCloseTo(2_345, 0);
  expect(timeline.positionAt(1_030_000)).toBe(5_000);
  expect(timeline.positionAt(1_067_000)).toBeCloseTo(7_000, 0);
  expect(timeline.positionAt(1_099_000)).toBe(10_000);
  expect(timeline.positionAt(998_000)).toBe(-2_000);
});

it('puts what was said between two lives of a recording where they meet', () => {
  const timeline = createChatTimeline();
  timeline.note(2_000_000, { position: 90_000, part: { index: 4, at: 90_000 } });
  expect(timeline.positionAt(1_950_000)).toBe(90_000);
  expect(timeline.partAt(90_000)).toEqual({ index: 4, at: 90_000 });
});

it('knows which part a place lies in, and forgets places after ten minutes', () => {
  const timeline = createChatTimeline();
  expect(timeline.partAt(0)).toBeUndefined();
  for (let time = 0; time < 3_600_000; time += 100)
    timeline.note(time, {
      position: time,
      part: { index: time < 1_800_000 ? 1 : 2, at: time < 1_800_000 ? 0 : 1_800_000 },
    });
  expect(timeline.partAt(1_799_999)?.index).toBe(1);
  expect(timeline.partAt(1_800_000)?.index).toBe(2);
  expect(timeline.partAt(-5)).toBeUndefined();
  expect(timeline.positionAt(3_500_000)).toBeCloseTo(3_500_000, 0);
  expect(timeline.positionAt(1_000)).toBe(2_999_900);
});

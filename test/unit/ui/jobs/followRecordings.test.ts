import { expect, it } from 'vitest';
import type { Recording } from '@/lib/model/live/recording';
import { followRecordings } from '@/lib/ui/jobs/followRecordings';
import { mockRecording } from '@/test/gallery/mocks';

const follow = () => {
  let tell: (rows: readonly Recording[]) => void = () => {};
  const follower = followRecordings({
    watchRecordings: (onRecordings) => {
      tell = onRecordings;
      return () => {};
    },
  });
  follower.start();
  const at = (seconds: number, bytes: number, more: Partial<Recording> = {}): number | undefined => {
    tell([mockRecording({ durationMs: seconds * 1000, bytes, ...more })]);
    return follower.views.value[0]?.bitsPerSecond;
  };
  return at;
};

it('the bitrate is unknown before the first second, then that of what is there', () => {
  const at = follow();
  expect(at(0, 0)).toBeUndefined();
  expect(at(0.5, 100_000)).toBeUndefined();
  expect(at(2, 500_000)).toBe(2_000_000);
});

it('the bitrate follows the last half minute, and after the end tells of all of it', () => {
  const at = follow();
  at(0, 0);
  at(100, 25_000_000);
  at(110, 26_250_000);
  expect(at(130, 28_750_000)).toBe(1_000_000);
  expect(at(145, 29_000_000, { state: 'saving' })).toBe(1_600_000);
});

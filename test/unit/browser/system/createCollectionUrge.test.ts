import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCollectionUrge } from '@/lib/browser/system/createCollectionUrge';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const setUp = () => {
  const collect = vi.fn<() => void>();
  const worked = createCollectionUrge({ collect, quietMs: 100, least: 3 });
  const work = (times: number): void => {
    for (let at = 0; at < times; at += 1) worked();
  };
  return { collect, work };
};

it('collects once after the last of much work', () => {
  const { collect, work } = setUp();
  work(3);
  vi.advanceTimersByTime(99);
  work(1);
  vi.advanceTimersByTime(99);
  expect(collect).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(collect).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(10_000);
  expect(collect).toHaveBeenCalledOnce();
});

it('does not for a click now and then, until they are many', () => {
  const { collect, work } = setUp();
  work(2);
  vi.advanceTimersByTime(10_000);
  expect(collect).not.toHaveBeenCalled();
  work(1);
  vi.advanceTimersByTime(100);
  expect(collect).toHaveBeenCalledOnce();
  work(2);
  vi.advanceTimersByTime(10_000);
  expect(collect).toHaveBeenCalledOnce();
});

it('asks for more than any limit, and stands it when there is no room', () => {
  const asked: number[] = [];
  let room = Number.POSITIVE_INFINITY;
  class FakeBuffer {
    readonly byteLength: number;
    constructor(bytes: number) {
      if (asked.length >= room) throw new RangeError('Array buffer allocation failed');
      asked.push(bytes);
      this.byteLength = bytes;
    }
  }
  vi.stubGlobal('ArrayBuffer', FakeBuffer);
  const worked = createCollectionUrge({ quietMs: 1, least: 1 });
  worked();
  vi.advanceTimersByTime(1);
  expect(asked.reduce((sum, bytes) => sum + bytes, 0)).toBe(1024 ** 3);
  room = 0;
  worked();
  expect(() => vi.advanceTimersByTime(1)).not.toThrow();
  vi.unstubAllGlobals();
});

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
  const worked = createCollectionUrge({ collect, quietMs: 100, everyMs: 1000, least: 3, most: 40 });
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
  vi.advanceTimersByTime(900);
  expect(collect).not.toHaveBeenCalled();
  work(1);
  vi.advanceTimersByTime(100);
  expect(collect).toHaveBeenCalledOnce();
  work(2);
  vi.advanceTimersByTime(10_000);
  expect(collect).toHaveBeenCalledOnce();
});

it('collects every now and then while the work goes on, never within it', () => {
  const { collect, work } = setUp();
  for (let at = 0; at < 100; at += 1) {
    const before = collect.mock.calls.length;
    work(1);
    expect(collect).toHaveBeenCalledTimes(before);
    vi.advanceTimersByTime(50);
  }
  expect(collect).toHaveBeenCalledTimes(4);
  vi.advanceTimersByTime(10_000);
  expect(collect).toHaveBeenCalledTimes(5);
});

it('does not wait for its time after very much work', () => {
  const { collect, work } = setUp();
  work(39);
  vi.advanceTimersByTime(0);
  expect(collect).not.toHaveBeenCalled();
  work(1);
  vi.advanceTimersByTime(0);
  expect(collect).toHaveBeenCalledOnce();
  work(39);
  vi.advanceTimersByTime(0);
  expect(collect).toHaveBeenCalledOnce();
});

it('asks for more than there is, and hears the refusal', () => {
  let asked = 0;
  let problem: Error | undefined = new RangeError('Array buffer allocation failed');
  class FakeBuffer {
    readonly byteLength: number;
    constructor(bytes: number) {
      asked = bytes;
      if (problem) throw problem;
      this.byteLength = bytes;
    }
  }
  vi.stubGlobal('ArrayBuffer', FakeBuffer);
  const urge = (): void => {
    createCollectionUrge({ quietMs: 1, least: 1 })();
    vi.advanceTimersByTime(1);
  };
  expect(urge).not.toThrow();
  expect(asked).toBe(16 * 1024 ** 3);
  problem = undefined;
  expect(urge).not.toThrow();
  problem = new TypeError('something else');
  expect(urge).toThrow('something else');
  vi.unstubAllGlobals();
});

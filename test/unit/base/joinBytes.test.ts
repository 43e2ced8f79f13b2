import { expect, it } from 'vitest';
import { joinBytes } from '@/lib/base/joinBytes';

it('joins pieces in their order into bytes of their own', () => {
  const held = Uint8Array.from([1, 2, 3, 4]);
  const joined = joinBytes([held.subarray(1, 3), new Uint8Array(), Uint8Array.of(9)]);
  held.fill(0);
  expect([...joined]).toEqual([2, 3, 9]);
  expect(joined.buffer.byteLength).toBe(3);
});

it('makes nothing of nothing', () => {
  expect(joinBytes([])).toHaveLength(0);
});

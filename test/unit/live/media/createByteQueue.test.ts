import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { createByteQueue } from '@/lib/live/media/createByteQueue';

/** How many bytes are copied while this runs. */
const copied = (work: () => void): number => {
  let all = 0;
  const set = Uint8Array.prototype.set;
  const within = Uint8Array.prototype.copyWithin;
  vi.spyOn(Uint8Array.prototype, 'set').mockImplementation(function (this: Uint8Array, from, at) {
    all += from.length;
    set.call(this, from, at);
  });
  vi.spyOn(Uint8Array.prototype, 'copyWithin').mockImplementation(function (this: Uint8Array, to, from, until) {
    all += (until ?? this.length) - from;
    return within.call(this, to, from, until);
  });
  work();
  vi.restoreAllMocks();
  return all;
};

const roomOf = (queue: ReturnType<typeof createByteQueue>): number => queue.bytes().buffer.byteLength;

it('gives what was pushed and not dropped, in its order', () => {
  const step = fc.oneof(
    fc.record({ push: fc.integer({ min: 0, max: 90_000 }) }),
    fc.record({ drop: fc.integer({ min: 0, max: 120_000 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const queue = createByteQueue();
      let model = new Uint8Array(0);
      let next = 0;
      for (const one of steps) {
        if ('push' in one) {
          const piece = new Uint8Array(one.push).fill(next);
          next = (next + 1) % 256;
          queue.push(piece);
          model = Uint8Array.from(Buffer.concat([model, piece]));
        } else {
          queue.drop(one.drop);
          model = model.slice(one.drop);
        }
        expect(Buffer.compare(queue.bytes(), model)).toBe(0);
      }
    }),
    { numRuns: 200 },
  );
});

it('copies a large picture that comes in small pieces a few times, not once for each piece', () => {
  const queue = createByteQueue();
  const piece = new Uint8Array(1_000);
  const all = copied(() => {
    for (let count = 0; count < 1_000; count += 1) queue.push(piece);
  });
  expect(queue.bytes()).toHaveLength(1_000_000);
  expect(all).toBeLessThan(4 * 1_000_000);
});

it('copies what is read bit by bit a few times, not once for each bit', () => {
  const queue = createByteQueue();
  queue.push(new Uint8Array(30_000));
  const all = copied(() => {
    for (let count = 0; count < 2_000; count += 1) {
      queue.push(new Uint8Array(1_000));
      queue.drop(1_000);
    }
  });
  expect(queue.bytes()).toHaveLength(30_000);
  expect(all).toBeLessThan(4 * 2_000_000);
});

it('holds a small multiple of what it was given, and gives the room of a large picture back though it never is empty', () => {
  const queue = createByteQueue();
  for (let count = 0; count < 2_000; count += 1) {
    queue.push(new Uint8Array(1_000));
    expect(roomOf(queue)).toBeLessThanOrEqual(Math.max(65_536, 2 * queue.bytes().length));
  }
  queue.drop(1_999_000);
  for (let count = 0; count < 200; count += 1) {
    queue.push(new Uint8Array(100_000));
    queue.drop(100_000);
  }
  expect(queue.bytes()).toHaveLength(1_000);
  expect(roomOf(queue)).toBeLessThan(1_000_000);
  queue.drop(1_000);
  expect(roomOf(queue)).toBe(65_536);
});

import { expect, it } from 'vitest';
import { readChatBytes } from '@/lib/live/chat/readChatBytes';
import { ROOM } from '../../../fakes/fakeChat';
import { heapMb } from '../../../fakes/heapMb';
import { chatMessage, giftMessage, messageFrame, replyBody } from '../../../site/chat/encode';

const said = { id: '1', roomId: ROOM, at: 1 };
const body = replyBody(
  [chatMessage(said, 'Ana', 'hello'), giftMessage(said, { name: 'Rose', group: '1', count: 2, last: true })],
  { cursor: '1' },
);
const plain = messageFrame(body, '7', false);
const packed = messageFrame(body, '7');

let seed = 1;
const random = (below: number): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};

/** A few bytes changed, and often the end cut off or said twice. */
const mutate = (bytes: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  for (let changes = random(6); changes >= 0; changes -= 1) copy[random(copy.length)] = random(256);
  const way = random(4);
  if (way === 0) return copy.slice(0, random(copy.length));
  return way === 1 ? Uint8Array.from([...copy, ...copy.slice(random(copy.length))]) : copy;
};

const frames = process.env.TOKSHELF_LONG === '1' ? 50_000 : 3_000;

it('mutated frames give messages or a failure, never a throw, a hang or growing memory', {
  timeout: 900_000,
}, async () => {
  const before = heapMb();
  let good = 0;
  for (let count = 0; count < frames; count += 1) {
    // Unpacking goes through threads and takes its time, broken or not.
    const read = await readChatBytes('frame', mutate(count % 50 === 0 ? packed : plain));
    if (read.ok) good += 1;
    else expect(read.error.code).toBe('shape');
  }
  expect(good).toBeGreaterThan(frames / 50);
  expect(good).toBeLessThan(frames * 0.98);
  expect(heapMb() - before).toBeLessThan(10);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ByteSource, readMp4Tracks } from '@/lib/media/readMp4Tracks';

const source = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (from, length) => bytes.slice(from, from + length),
});

const file = (name: string): Uint8Array => readFileSync(`test/fixtures/media/bytes/${name}`);

const box = (type: string, ...parts: readonly Uint8Array[]): Uint8Array => {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  const head = new Uint8Array([...new Uint8Array(4), ...new TextEncoder().encode(type)]);
  new DataView(head.buffer).setUint32(0, size);
  return Buffer.concat([head, ...parts]);
};

const handler = (type: string): Uint8Array =>
  box('hdlr', new Uint8Array(8), new TextEncoder().encode(type), new Uint8Array(13));
const sampleSizes = (count: number): Uint8Array =>
  box('stsz', new Uint8Array([0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, count]));
const track = (type: string, samples: number): Uint8Array =>
  box('trak', box('mdia', handler(type), box('minf', box('stbl', sampleSizes(samples)))));

const counts = async (bytes: Uint8Array) => {
  const result = await readMp4Tracks(source(bytes));
  return result.ok ? result.value : result.error.code;
};

test.each([
  ['sound-start.mp4', 1],
  ['sound-end.mp4', 1],
  ['sound-fragments.mp4', 1],
  ['silent.mp4', 0],
])('%s, written by ffmpeg: one picture track and %d of sound', async (name, sound) => {
  expect(await counts(file(name))).toEqual({ video: 1, sound });
});

test.each(['sound-start.mp4', 'sound-end.mp4', 'silent.mp4'])('%s cut at any byte is refused', async (name) => {
  const whole = file(name);
  const missed: number[] = [];
  for (let length = 0; length < whole.length; length += 1) {
    if ((await counts(whole.subarray(0, length))) !== 'file') missed.push(length);
  }
  expect(missed).toEqual([]);
});

test('a sound track without samples is no sound', async () => {
  const movie = box('moov', track('vide', 3), track('soun', 0));
  expect(await counts(Buffer.concat([box('ftyp'), movie, box('mdat')]))).toEqual({ video: 1, sound: 0 });
});

test('other tracks (text, hints) are not counted', async () => {
  expect(await counts(Buffer.concat([box('moov', track('text', 3), track('soun', 1)), box('mdat')]))).toEqual({
    video: 0,
    sound: 1,
  });
});

test('a 64-bit box and a last box that reaches to the end are walked over', async () => {
  const big = new Uint8Array(16 + 20);
  const view = new DataView(big.buffer);
  view.setUint32(0, 1);
  big.set(new TextEncoder().encode('mdat'), 4);
  view.setBigUint64(8, 36n);
  const open = new Uint8Array([0, 0, 0, 0, ...new TextEncoder().encode('mdat'), 1, 2, 3]);
  expect(await counts(Buffer.concat([big, box('moov', track('soun', 1)), open]))).toEqual({ video: 0, sound: 1 });
});

test.each([
  ['no moov', Buffer.from(box('ftyp'))],
  ['tracks without any media', Buffer.from(box('moov', track('vide', 3)))],
  ['nothing', new Uint8Array(0)],
  ['a size smaller than its header', new Uint8Array([0, 0, 0, 4, 102, 116, 121, 112, 0, 0, 0, 0])],
  ['a size beyond all files', new Uint8Array([0, 0, 0, 1, 109, 100, 97, 116, 255, 255, 255, 255, 255, 255, 255, 255])],
  ['a child larger than its parent', box('moov', new Uint8Array([0, 0, 255, 0, 116, 114, 97, 107]))],
  ['endless tiny boxes', box('moov', Buffer.concat(Array.from({ length: 30_000 }, () => box('free'))))],
])('%s is refused', async (_name, bytes) => {
  expect(await counts(bytes)).toBe('file');
});

test('a failing disk is not mistaken for a broken file', async () => {
  const broken: ByteSource = { size: 100, read: () => Promise.reject(new Error('read')) };
  await expect(readMp4Tracks(broken)).rejects.toThrow('read');
});

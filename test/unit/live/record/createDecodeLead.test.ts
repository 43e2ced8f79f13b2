import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFlvReader } from '@/lib/live/flv/createFlvReader';
import { createDecodeLead } from '@/lib/live/record/createDecodeLead';
import { createPartCutter } from '@/lib/live/record/createPartCutter';
import { createPartWriter } from '@/lib/live/record/createPartWriter';
import { apart, asProbed, readRecording } from '../../../e2e/support/live/readRecording.ts';
import { ffprobe, hasFfmpeg } from '../../../fakes/ffmpeg.ts';
import { flvHeader } from '../../../site/media/flvTags.ts';
import { liveTake, takeFrom } from '../../../site/media/liveTakes.ts';

const ROUNDS = 3;

/** Three rounds of a take, as one part. */
const record = async (name: 'small' | 'large' | 'hevc'): Promise<Buffer> => {
  const take = await liveTake(name);
  const reader = createFlvReader();
  const all: Uint8Array[] = [];
  const cutter = createPartCutter({
    rules: { maxPartMs: 600_000, maxPartBytes: 500_000_000, soundOnly: false },
    firstPart: 1,
    openPart: async () => ({ write: async (bytes) => void all.push(bytes.slice()), close: async () => undefined }),
    onPart: () => undefined,
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const tags = takeFrom(take, round * take.ms, round === 0).map(({ data }) => data);
    const read = reader.push(Buffer.concat(round === 0 ? [flvHeader, ...tags] : tags));
    if (!read.ok) throw new Error(read.error.detail);
    for (const event of read.value) await cutter.take(event);
  }
  await cutter.close();
  return Buffer.concat(all);
};

/** The least composition offset and the first times of decoding of every picture fragment. */
const offsetsIn = (file: Buffer) => {
  const places: number[] = [];
  const starts: number[] = [];
  for (let at = file.indexOf('traf'); at >= 0; at = file.indexOf('traf', at + 4)) {
    if (file.readUInt32BE(file.indexOf('tfhd', at) + 8) !== 1) continue;
    starts.push(Number(file.readBigUInt64BE(file.indexOf('tfdt', at) + 8)));
    const trun = file.indexOf('trun', at) + 4;
    const flags = file.readUInt32BE(trun) & 0xffffff;
    const fields = [0x100, 0x200, 0x400, 0x800].filter((flag) => (flags & flag) !== 0).length;
    const first = trun + 8 + ((flags & 1) === 0 ? 0 : 4) + ((flags & 4) === 0 ? 0 : 4);
    for (let index = 0; index < file.readUInt32BE(trun + 4); index += 1)
      places.push(first + 4 * (index * fields + fields - 1));
  }
  return { offsets: places.map((place) => file.readInt32BE(place)), places, starts };
};

it.each(['small', 'large', 'hevc'] as const)('no picture of %s is shown before it is decoded', async (name) => {
  const { offsets, starts } = offsetsIn(await record(name));
  expect(offsets.length).toBeGreaterThan(60);
  // Times of FLV are whole ms: the first one may lack a part of one. 57,600 units are a second.
  expect(Math.min(...offsets)).toBeGreaterThan(-60);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
});

it.skipIf(!hasFfmpeg)('ffprobe sees pictures and sound when they were sent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tokshelf-lead-'));
  try {
    for (const name of ['small', 'large', 'hevc'] as const) {
      const file = await record(name);
      writeFileSync(join(folder, 'part.mp4'), file);
      const read = await readRecording(join(folder, 'part.mp4'));
      const theirs = asProbed(read, await ffprobe(join(folder, 'part.mp4')));
      for (const [index, { at }] of read.pictures.entries())
        expect(Math.abs((theirs.pictures[index]?.at ?? 0) - at)).toBeLessThan(2);
      expect(await apart(read)).toBeLessThan(10);
      expect(await apart(theirs)).toBeLessThan(10);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('decoding leads as the sender let it lead, though the first pictures would need less', async () => {
  const all: Uint8Array[] = [];
  const codecText = 'avc1.640020';
  const picture = {
    kind: 'picture',
    codec: 'avc',
    codecText,
    description: Buffer.alloc(8),
    width: 16,
    height: 16,
  } as const;
  const sink = { write: async (bytes: Uint8Array) => void all.push(bytes), close: async () => undefined };
  const writer = await createPartWriter({ picture }, sink);
  // By how many pictures each comes later than in the order of decoding: 0 2 1 4 3 …, from the third second on 0 4 2 1 3 …
  const turns = (index: number): readonly number[] => (index < 50 ? [1, -1, 1, -1] : [3, 0, -2, -1]);
  for (let index = 0; index < 100; index += 1) {
    const place = index % 25;
    const turned = place === 0 ? 0 : 40 * (turns(index)[(place - 1) % 4] ?? 0);
    const decodeTime = index * 40;
    const showTime = decodeTime + 80 + turned;
    await writer.add({ kind: 'picture', data: Buffer.alloc(9), decodeTime, showTime, key: place === 0 }, decodeTime);
  }
  await writer.close();
  const { offsets, starts } = offsetsIn(Buffer.concat(all));
  expect(Math.min(...offsets)).toBeGreaterThanOrEqual(0);
  expect(starts.map((start) => start / 57_600)).toEqual([0, 1, 2, 3]);
});

it('a part whose first picture is shown at its very start stays as it is', async () => {
  const file = await record('small');
  // As HLS gives it: nothing is decoded before the first is shown, and the second one is shown before it is decoded.
  const [, second = 0] = offsetsIn(file).places;
  file.writeBigUInt64BE(0n, file.indexOf('tfdt') + 8);
  file.writeInt32BE(-5_000, second);
  const before = Buffer.from(file);
  createDecodeLead(1)(file);
  expect(Buffer.compare(file, before)).toBe(0);
});

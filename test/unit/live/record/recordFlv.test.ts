import { expect, it } from 'vitest';
import { createFlvReader } from '@/lib/live/flv/createFlvReader';
import type { LiveEvent } from '@/lib/live/media/LiveEvent';
import { createPartCutter, type PartNews, type PartRules } from '@/lib/live/record/createPartCutter';
import { containerOf } from '@/lib/live/record/Parts';
import { fixture } from '../../../site/media/bytes.ts';
import { type FlvTag, flvHeader, flvTag, type HevcName, hevcTags, tagsOf } from '../../../site/media/flvTags.ts';

const LOOP_MS = 4000;

const isSetup = ({ at, data }: FlvTag): boolean =>
  at === 0 && (data[0] === 9 && (data[11] ?? 0) & 0x80 ? (data[11] ?? 0) % 16 : data[12]) === 0;

/** The end of a sequence, which the file has after each round: no picture, and no end of the stream. */
const isEnd = ({ data }: FlvTag): boolean => data[0] === 9 && data[11] === 0x17 && data[12] === 2;

/** Rounds of the committed four seconds, with times that go on from `from`; set-ups and metadata come once. */
const rounds = (count: number, tags: readonly FlvTag[], from = 0): FlvTag[] =>
  Array.from({ length: count }, (_, round) =>
    tags
      .filter((tag) => round === 0 || !(isSetup(tag) || tag.data[0] === 18))
      .map((tag) => flvTag(tag.data[0] as 8 | 9 | 18, tag.at + from + round * LOOP_MS, tag.data.subarray(11, -4))),
  ).flat();

const eventsOf = (file: Uint8Array): readonly LiveEvent[] => {
  const read = createFlvReader().push(file);
  if (!read.ok) throw new Error(read.error.detail);
  return read.value;
};

const withoutTags = (events: readonly LiveEvent[]): readonly LiveEvent[] =>
  events.map((event) => {
    if (event.type === 'setup') {
      const { tag: _, ...setup } = event.setup;
      return { type: 'setup', setup } as LiveEvent;
    }
    if (event.type !== 'packet') return event;
    const { tag: _, ...packet } = event.packet;
    return { type: 'packet', packet };
  });

const rules: PartRules = { maxPartMs: 600_000, maxPartBytes: 500_000_000, soundOnly: false, container: 'flv' };

/** Cuts these events into parts; each write of a part apart, as a crash would leave them. */
const cut = async (events: readonly LiveEvent[], more: Partial<PartRules> = {}) => {
  const writes = new Map<number, Uint8Array[]>();
  const news = new Map<number, PartNews>();
  const cutter = createPartCutter({
    rules: { ...rules, ...more },
    firstPart: 1,
    openPart: async (index) => {
      const all: Uint8Array[] = [];
      writes.set(index, all);
      return { write: async (bytes) => void all.push(bytes), close: async () => undefined };
    },
    onPart: (one) => news.set(one.index, one),
  });
  for (const event of events) await cutter.take(event);
  await cutter.close();
  return {
    writes: [...writes.values()],
    files: [...writes.values()].map((all) => Buffer.concat(all)),
    news: [...news.values()],
  };
};

const stream = (tags: readonly FlvTag[]): Buffer => Buffer.concat([flvHeader, ...tags.map(({ data }) => data)]);
const bodies = (tags: readonly FlvTag[]): string[] =>
  tags.filter((tag) => tag.data[0] !== 18 && !isEnd(tag)).map(({ data }) => data.subarray(11, -4).toString('base64'));
const live = tagsOf(fixture('live.flv'));

it.each([
  ['H.264', async () => live],
  ['HEVC by its number', async () => hevcTags('number' as HevcName)],
  ['HEVC by its name', async () => hevcTags('enhanced' as HevcName)],
] as const)('%s: keeps every tag as it came, in its order', async (_, tags) => {
  const came = rounds(2, await tags(), 100_000);
  const { files, news } = await cut(eventsOf(stream(came)));
  expect(files).toHaveLength(1);
  const [file = Buffer.alloc(0)] = files;
  const kept = tagsOf(file);
  // The sound that comes before the first key picture belongs to no part.
  const all = bodies(came);
  const setups = bodies(came.filter(({ data, at }) => isSetup({ data, at: at - 100_000 })));
  expect(bodies(kept).slice(0, 2).sort()).toEqual([...setups].sort());
  const packets = bodies(kept).slice(2);
  expect(packets).toEqual(all.filter((body) => !setups.includes(body)).slice(-packets.length));
  expect(packets.length).toBeGreaterThan(all.length - 10);
  expect([kept[0]?.at, Math.min(...kept.map(({ at }) => at))]).toEqual([0, 0]);
  expect(Math.abs((kept.at(-1)?.at ?? 0) - 2 * LOOP_MS)).toBeLessThan(200);
  expect(news).toMatchObject([{ open: false, bytes: file.length }]);
  expect(containerOf(file)).toBe('flv');
});

it('parts begin with set-ups and a key picture at 0, and hold together what one would', async () => {
  const events = eventsOf(stream(rounds(6, live)));
  const [one] = (await cut(events)).files;
  const { files, news } = await cut(events, { maxPartMs: 8_000 });
  expect(files.length).toBeGreaterThanOrEqual(3);
  for (const [index, file] of files.entries()) {
    const [first, second, third] = tagsOf(file);
    expect([first?.at, second?.at, third?.at, (third?.data[11] ?? 0) >> 4]).toEqual([0, 0, 0, 1]);
    expect([first, second].map((tag) => tag?.data[12])).toEqual([0, 0]);
    const last = Math.max(...tagsOf(file).map(({ at }) => at));
    expect(Math.abs(last - (news[index]?.durationMs ?? 0))).toBeLessThan(50);
  }
  const packets = (file: Buffer | undefined) => bodies(tagsOf(file ?? Buffer.alloc(13)).filter((tag) => !isSetup(tag)));
  expect(files.flatMap(packets)).toEqual(packets(one));
  const bySize = await cut(events, { maxPartBytes: 150_000 });
  expect(bySize.files.length).toBeGreaterThan(2);
  expect(bySize.files.flatMap(packets)).toEqual(packets(one));
});

it('a crash leaves whole tags, and costs a second', async () => {
  const { writes } = await cut(eventsOf(stream(rounds(2, live))));
  const [all = []] = writes;
  expect(all.length).toBeGreaterThanOrEqual(8);
  for (let count = 1; count <= all.length; count += 1) {
    const left = Buffer.concat(all.slice(0, count));
    const length = tagsOf(left).reduce((sum, { data }) => sum + data.length, 13);
    expect(length).toBe(left.length);
    expect(eventsOf(left).length).toBeGreaterThan(1);
  }
});

it('sound alone is FLV with sound alone', async () => {
  const { files } = await cut(eventsOf(stream(rounds(2, live))), { soundOnly: true });
  expect(files[0]?.[4]).toBe(4);
  expect(new Set(tagsOf(files[0] ?? Buffer.alloc(13)).map(({ data }) => data[0]))).toEqual(new Set([8]));
});

it('another part begins when codec or size change, and where the stream goes on as something else than FLV', async () => {
  const hevc = eventsOf(stream(rounds(1, await hevcTags('number'), LOOP_MS)));
  const first = eventsOf(stream(rounds(1, live)));
  expect((await cut([...first, ...hevc])).files.map(containerOf)).toEqual(['flv', 'flv']);
  const later = eventsOf(stream(rounds(1, live, LOOP_MS)));
  const { files } = await cut([...first, ...withoutTags(later)]);
  expect(files.map(containerOf)).toEqual(['flv', 'mp4']);
  // HLS alone gives mp4, whatever is asked for.
  expect((await cut(withoutTags(first))).files.map(containerOf)).toEqual(['mp4']);
});

it('mp4 is what is written where nothing else is asked for', async () => {
  const events = eventsOf(stream(rounds(1, live)));
  expect((await cut(events, { container: undefined })).files.map(containerOf)).toEqual(['mp4']);
});

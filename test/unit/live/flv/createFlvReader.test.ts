import { describe, expect, it } from 'vitest';
import type { Result } from '@/lib/base/result';
import { createFlvReader } from '@/lib/live/flv/createFlvReader';
import type { LiveEvent } from '@/lib/live/media/LiveEvent';
import { fixture } from '../../../site/media/bytes.ts';
import { flvHeader, flvTag, type HevcName, hevcTags, tagsOf } from '../../../site/media/flvTags.ts';

const file = fixture('live.flv');

const read = (bytes: Uint8Array, size: number): Result<readonly LiveEvent[]> => {
  const reader = createFlvReader();
  const events: LiveEvent[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const pushed = reader.push(bytes.subarray(at, at + size));
    if (!pushed.ok) return pushed;
    events.push(...pushed.value);
  }
  return { ok: true, value: events };
};

const events = (bytes: Uint8Array, size = 4096): readonly LiveEvent[] => {
  const all = read(bytes, size);
  if (!all.ok) throw new Error(all.error.detail);
  return all.value;
};

const setups = (all: readonly LiveEvent[]) => all.flatMap((event) => (event.type === 'setup' ? [event.setup] : []));
const packets = (all: readonly LiveEvent[], kind: string) =>
  all.flatMap((event) => (event.type === 'packet' && event.packet.kind === kind ? [event.packet] : []));

describe('a live FLV', () => {
  it('gives set-ups with size and rate, and every packet with its time', () => {
    const all = events(file);
    expect(setups(all)).toMatchObject([
      { kind: 'picture', codec: 'avc', width: 576, height: 1024 },
      { kind: 'sound', codec: 'aac', sampleRate: 44_100 },
    ]);
    const pictures = packets(all, 'picture');
    const tags = tagsOf(file).filter(({ data }) => data[0] === 9 && data[12] === 1);
    expect(pictures.map(({ decodeTime }) => decodeTime)).toEqual(tags.map(({ at }) => at));
    expect(pictures[0]?.key).toBe(true);
    expect(packets(all, 'sound').length).toBeGreaterThan(100);
  });

  it.each([1, 7, 13, 1000, 1_000_000])('reads the same in pieces of %i bytes', (size) => {
    expect(events(file, size)).toEqual(events(file));
  });

  it.each<HevcName>(['number', 'enhanced'])('knows HEVC by its %s', async (name) => {
    const tags = await hevcTags(name);
    const all = events(Buffer.concat([flvHeader, ...tags.map(({ data }) => data)]));
    const picture = setups(all).find(({ kind }) => kind === 'picture');
    expect(picture).toMatchObject({ codec: 'hevc', width: 1080, height: 1920 });
    expect(picture?.codecText).toMatch(/^hvc1\.1\.6\.L\d+/);
    expect(packets(all, 'picture').length).toBeGreaterThan(10);
  });

  it('reads times beyond 2^24 ms, and the sender saying that it is over', () => {
    const over = flvTag(9, 20_000_000, Uint8Array.of(0x17, 2, 0, 0, 0));
    const frame = flvTag(9, 20_000_000, Uint8Array.of(0x27, 1, 0xff, 0xff, 0xf6, 9, 9));
    expect(events(Buffer.concat([flvHeader, frame.data, over.data]))).toMatchObject([
      { type: 'packet', packet: { decodeTime: 20_000_000, showTime: 19_999_990 } },
      { type: 'over' },
    ]);
  });

  it('leaves out what it does not know', () => {
    const odd = [
      flvTag(9, 0, Uint8Array.of(0x22, 1, 2, 3)),
      flvTag(8, 0, Uint8Array.of(0x2f, 1, 2)),
      flvTag(18, 0, Uint8Array.of(2, 0, 10)),
      flvTag(9, 0, new Uint8Array(0)),
    ];
    expect(events(Buffer.concat([flvHeader, ...odd.map(({ data }) => data)]))).toEqual([]);
  });

  it('copies a large picture that comes in small pieces a few times, not once for each piece', () => {
    const large = flvTag(9, 0, Buffer.concat([Uint8Array.of(0x27, 1, 0, 0, 0), Buffer.alloc(7_900_000, 9)]));
    const since = process.cpuUsage();
    const all = events(Buffer.concat([flvHeader, large.data, ...tagsOf(file).map(({ data }) => data)]), 1000);
    expect(process.cpuUsage(since).user).toBeLessThan(1_500_000);
    expect(packets(all, 'picture')[0]?.data.length).toBe(7_900_000);
    expect(packets(all, 'sound').length).toBeGreaterThan(100);
  });

  it.each([
    ['a page of HTML', Buffer.from('<html><body>403 Forbidden</body></html>')],
    ['a tag of an unknown type', Buffer.concat([flvHeader, Buffer.alloc(40, 0x5a)])],
    ['a tag larger than any picture', Buffer.concat([flvHeader, Buffer.from([9, 0xff, 0xff, 0xff]), Buffer.alloc(20)])],
  ])('%s is an error, and nothing is read after it', (_, bytes) => {
    const reader = createFlvReader();
    expect(reader.push(bytes)).toMatchObject({ ok: false, error: { code: 'file' } });
    expect(reader.push(file)).toMatchObject({ ok: false, error: { code: 'file' } });
  });
});

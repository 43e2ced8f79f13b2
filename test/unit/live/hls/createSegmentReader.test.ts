import {
  BufferSource,
  BufferTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';
import { expect, it } from 'vitest';
import { createSegmentReader } from '@/lib/live/hls/createSegmentReader';
import { hlsInit, hlsSegment, segmentMs } from '../../../site/media/hlsStream.ts';

type Reader = ReturnType<typeof createSegmentReader>;

const wholeSegment = async (index: number, form: 'ts' | 'fmp4'): Promise<Buffer> => {
  const segment = await hlsSegment(index, form);
  return form === 'ts' ? segment : Buffer.concat([await hlsInit(), segment]);
};

const read = async (reader: Reader, segment: Uint8Array) => {
  const events = await reader(segment);
  if (!events.ok) throw new Error(events.error.detail);
  return events.value;
};

type Events = Awaited<ReturnType<typeof read>>;

const packetsOf = (events: Events) => events.flatMap((event) => (event.type === 'packet' ? [event.packet] : []));

/** The first picture of a segment alone: nothing of it waits for another. */
const firstPicture = async (segment: Uint8Array): Promise<Uint8Array> => {
  const track = await new Input({ formats: [MP4], source: new BufferSource(segment) }).getPrimaryVideoTrack();
  const [packet, config] = [
    track && (await new EncodedPacketSink(track).getFirstPacket()),
    await track?.getDecoderConfig(),
  ];
  if (!packet || !config) throw new Error('no picture');
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'fragmented' }), target });
  const pictures = new EncodedVideoPacketSource('avc');
  output.addVideoTrack(pictures);
  await output.start();
  await pictures.add(packet, { decoderConfig: config });
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
};

it.each(['ts', 'fmp4'] as const)(
  'reads %s: set-ups, then packets whose times go on from segment to segment',
  async (form) => {
    const reader = createSegmentReader();
    const [a, b] = [await read(reader, await wholeSegment(0, form)), await read(reader, await wholeSegment(1, form))];
    expect(a.slice(0, 2)).toMatchObject([
      { setup: { kind: 'picture', codec: 'avc', width: 576, height: 1024 } },
      { setup: { kind: 'sound', codec: 'aac', sampleRate: 44_100, channels: 1 } },
    ]);
    const setups = (events: typeof a) => events.filter(({ type }) => type === 'setup');
    expect(setups(a)).toEqual(setups(b));
    const packets = packetsOf([...a, ...b]);
    for (const kind of ['picture', 'sound']) {
      const own = packets.filter((packet) => packet.kind === kind);
      expect(own[0]?.key).toBe(true);
      const steps = own.slice(1).map((packet, at) => packet.decodeTime - (own[at]?.decodeTime ?? 0));
      expect(Math.min(...steps)).toBeGreaterThan(0);
      expect(Math.max(...steps)).toBeLessThan(200);
    }
    const leads = packets.map(({ decodeTime, showTime }) => showTime - decodeTime);
    expect(Math.min(...leads)).toBe(0);
    expect(Math.max(...leads)).toBeGreaterThan(40);
    const soundLeads = packets.flatMap(({ kind }, at) => (kind === 'sound' ? [leads[at]] : []));
    expect(new Set(soundLeads)).toEqual(new Set([leads[0]]));
    expect(
      Math.abs((packets.at(-1)?.decodeTime ?? 0) - (packets[0]?.decodeTime ?? 0) - segmentMs(0) - segmentMs(1)),
    ).toBeLessThan(150);
  },
);

it('what decoding must lead by is known once it was seen, and never less', async () => {
  const reader = createSegmentReader();
  const segment = await wholeSegment(0, 'fmp4');
  const alone = await firstPicture(segment);
  const leadOf = async (bytes: Uint8Array) => {
    const first = packetsOf(await read(reader, bytes))[0];
    return first && first.showTime - first.decodeTime;
  };
  expect(await leadOf(alone)).toBe(0);
  const lead = await leadOf(segment);
  expect(lead).toBeGreaterThan(40);
  expect(await leadOf(alone)).toBe(lead);
});

it('bytes that are no segment are an error value', async () => {
  for (const bytes of [new Uint8Array(0), new Uint8Array(4000), new Uint8Array(188 * 20).fill(0x47)])
    expect(await createSegmentReader()(bytes)).toMatchObject({ ok: false, error: { code: 'file' } });
});

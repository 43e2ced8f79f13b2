import { expect, it } from 'vitest';
import { readSegment } from '@/lib/live/hls/readSegment';
import { hlsInit, hlsSegment, segmentMs } from '../../../site/media/hlsStream.ts';

const read = async (index: number, form: 'ts' | 'fmp4') => {
  const segment = await hlsSegment(index, form);
  const events = await readSegment(form === 'ts' ? segment : Buffer.concat([await hlsInit(), segment]));
  if (!events.ok) throw new Error(events.error.detail);
  return events.value;
};

it.each(['ts', 'fmp4'] as const)(
  'reads %s: set-ups, then packets whose times go on from segment to segment',
  async (form) => {
    const [a, b] = [await read(0, form), await read(1, form)];
    expect(a.slice(0, 2)).toMatchObject([
      { setup: { kind: 'picture', codec: 'avc', width: 576, height: 1024 } },
      { setup: { kind: 'sound', codec: 'aac', sampleRate: 44_100, channels: 1 } },
    ]);
    const setups = (events: typeof a) => events.filter(({ type }) => type === 'setup');
    expect(setups(a)).toEqual(setups(b));
    const packets = [...a, ...b].flatMap((event) => (event.type === 'packet' ? [event.packet] : []));
    for (const kind of ['picture', 'sound']) {
      const own = packets.filter((packet) => packet.kind === kind);
      expect(own[0]?.key).toBe(true);
      const steps = own.slice(1).map((packet, at) => packet.decodeTime - (own[at]?.decodeTime ?? 0));
      expect(Math.min(...steps)).toBeGreaterThan(0);
      expect(Math.max(...steps)).toBeLessThan(200);
    }
    expect(packets.some(({ decodeTime, showTime }) => decodeTime !== showTime)).toBe(true);
    expect(
      Math.abs((packets.at(-1)?.decodeTime ?? 0) - (packets[0]?.decodeTime ?? 0) - segmentMs(0) - segmentMs(1)),
    ).toBeLessThan(150);
  },
);

it('bytes that are no segment are an error value', async () => {
  for (const bytes of [new Uint8Array(0), new Uint8Array(4000), new Uint8Array(188 * 20).fill(0x47)])
    expect(await readSegment(bytes)).toMatchObject({ ok: false, error: { code: 'file' } });
});

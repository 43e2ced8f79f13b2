import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chooseStream } from '@/lib/live/record/chooseStream';
import { recordStream } from '@/lib/live/record/recordStream';
import { settingsSchema } from '@/lib/model/settings';
import { parseLiveRoom } from '@/lib/tiktok/parse/parseLiveRoom';
import { ask } from '../../../site/ask.ts';
import { type Site, startSite } from '../../../site/startSite.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite({
    rules: { signature: 'off', deviceId: false, msToken: false, liveForm: 'hls', liveRounds: 3, liveSpeed: 8 },
  });
});
afterAll(() => site.close());

it('records a room of the demo site that gives only HLS, into an mp4 that plays', { timeout: 60_000 }, async () => {
  const reply = await ask(
    site,
    'https://www.tiktok.com/api-live/user/room/?aid=1988&uniqueId=tokshelf.live&sourceType=54',
  );
  const room = parseLiveRoom(JSON.parse(reply.body.toString()));
  if (!room.ok) throw new Error(room.error.detail);
  expect(room.value.streams.every(({ flv }) => flv === undefined)).toBe(true);
  const stream = chooseStream(room.value, settingsSchema.parse({}));
  const pieces: Uint8Array[] = [];
  const gaps: unknown[] = [];
  const end = await recordStream(
    stream?.address ?? '',
    { maxPartMs: 600_000, maxPartBytes: 500_000_000, soundOnly: false, maxMs: 0, maxBytes: 0, firstPart: 1 },
    {
      clock: { now: () => Date.now(), sleep: (ms) => new Promise((done) => setTimeout(done, ms)) },
      open: async (address) => {
        const { status, body } = await ask(site, address);
        if (status !== 200) return { ok: false, error: { code: 'expired', status } };
        return { ok: true, value: new Blob([Uint8Array.from(body)]).stream() };
      },
      openPart: async () => ({ write: async (bytes) => void pieces.push(bytes), close: async () => undefined }),
      locate: async () => ({ ok: true, value: undefined }),
      onPart: () => undefined,
      onNews: (news) => gaps.splice(0, gaps.length, ...news.gaps),
    },
    new AbortController().signal,
  );
  expect(end).toEqual({ reason: 'over' });
  expect(gaps).toEqual([]);
  const input = new Input({ formats: [MP4], source: new BufferSource(Buffer.concat(pieces)) });
  expect(Math.abs((await input.computeDuration()) - 12)).toBeLessThan(0.3);
  const picture = await input.getPrimaryVideoTrack();
  const sound = await input.getPrimaryAudioTrack();
  if (!picture || !sound) throw new Error('a track is missing');
  expect((await picture.getDecoderConfig())?.description).toBeDefined();
  expect((await sound.getDecoderConfig())?.description).toBeDefined();
  const first = await new EncodedPacketSink(picture).getFirstPacket();
  // An mp4 holds lengths before its units, not start codes.
  expect(first && first.data.length - Buffer.from(first.data).readUInt32BE(0)).toBeGreaterThanOrEqual(4);
  expect(Math.abs((await picture.computeDuration()) - (await sound.computeDuration()))).toBeLessThan(0.15);
});

import { expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import type { LiveRoom } from '@/lib/model/liveRoom';
import { settingsSchema } from '@/lib/model/settings';
import { recordLive } from '@/lib/queue/api/recordLive';
import { createVirtualClock } from '../../../fakes/virtualClock';
import { fixture } from '../../../site/media/bytes.ts';

const room = (status: LiveRoom['status']): LiveRoom => ({
  ...{ roomId: '7', title: '', status, startedAt: 0, viewers: 3 },
  owner: { uid: '1', secUid: 's', uniqueId: 'who', nickname: 'Who' },
  streams: [
    { quality: 'hd', codec: 'h264', flv: 'https://pull.tiktokcdn.com/new.flv', width: 0, height: 0, bitrate: 0 },
  ],
});

it('a part that the disk did not take at first is saved later, though nothing else happens', async () => {
  const clock = createVirtualClock();
  const tried: number[] = [];
  let isLive = true;
  const shelf = recordLive({
    clock,
    client: { liveRoom: async () => ok({ room: room(isLive ? 'live' : 'ended'), raw: {} }) },
    downloads: {
      start: async () => {
        tried.push(clock.now());
        return tried.length === 1 ? err(failure('space')) : ok(7);
      },
      findById: async (id) =>
        ({ id, url: '', state: 'complete', path: 'a.mp4', bytes: 1, exists: true, startedAt: 0 }) as const,
      findByUrl: async () => undefined,
      cancel: async () => undefined,
      forget: async () => undefined,
      onEnd: () => () => undefined,
    },
    open: async () => {
      isLive = false;
      return ok(new Response(Uint8Array.from(fixture('live.flv'))).body ?? new ReadableStream());
    },
    settings: async () => settingsSchema.parse({}),
  });
  const started = await shelf.start('who');
  if (!started.ok) throw new Error(started.error.code);
  let state = '';
  void shelf.whenRecorded(started.value).then((row) => {
    state = row.state;
  });
  expect(await clock.runUntil(() => state !== '', 600_000)).toBe(true);
  expect([state, tried.length]).toEqual(['done', 2]);
  // With nothing left to save no timer holds the process.
  expect(await clock.runUntil(() => false, 3_600_000)).toBe(false);
  expect(clock.now() - (tried[1] ?? 0)).toBeLessThan(60_000);
});

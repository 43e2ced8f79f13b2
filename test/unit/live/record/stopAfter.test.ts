import { expect, it } from 'vitest';
import { ok } from '@/lib/base/result';
import { createRecordings, type RecordingsApi } from '@/lib/live/record/createRecordings';
import { createRunner } from '@/lib/live/record/createRunner';
import type { Recording } from '@/lib/model/live/recording';
import type { LiveRoom } from '@/lib/model/liveRoom';
import { settingsSchema } from '@/lib/model/settings';
import type { SettingsInput } from '@/lib/queue/api/createDownloader';
import { createMemoryRecordings } from '@/lib/store/createMemoryRecordings';
import { createVirtualClock } from '../../../fakes/virtualClock';
import { fixture } from '../../../site/media/bytes.ts';
import { flvHeader, isSetup, shiftedTag, tagsOf } from '../../../site/media/flvTags.ts';

const LOOP_MS = 4_000;
const ROUNDS = 16;

const room = (status: LiveRoom['status']): LiveRoom => ({
  ...{ roomId: '7', title: '', status, startedAt: 0, viewers: 3 },
  owner: { uid: '1', secUid: 's', uniqueId: 'who', nickname: 'Who' },
  streams: [
    { quality: 'hd', codec: 'h264', flv: 'https://pull.tiktokcdn.com/new.flv', width: 0, height: 0, bitrate: 0 },
  ],
});

/** 64 s of a stream. */
const stream = (): ReadableStream<Uint8Array> => {
  const tags = tagsOf(fixture('live.flv'));
  let round = 0;
  return new ReadableStream({
    start: (controller) => controller.enqueue(Uint8Array.from(flvHeader)),
    pull: (controller) => {
      const some = tags.filter((tag) => round === 0 || !isSetup(tag)).map((tag) => shiftedTag(tag, round * LOOP_MS));
      for (const tag of some) controller.enqueue(Uint8Array.from(tag));
      round += 1;
      if (round === ROUNDS) controller.close();
    },
  });
};

/** Goes on with a recording that had come so far when its browser was closed; how it ends. */
const goOn = async (live: SettingsInput['live'], had: Pick<Recording, 'durationMs' | 'bytes'>) => {
  const clock = createVirtualClock();
  const rows = createMemoryRecordings();
  const written = new Map<number, number>();
  let status: LiveRoom['status'] = 'live';
  const store = {
    open: async (_: string, index: number) => ({
      write: async (bytes: Uint8Array) => void written.set(index, (written.get(index) ?? 0) + bytes.length),
      close: async () => undefined,
    }),
    list: async () => [],
    url: async (_: string, index: number) => ({
      ...{ url: `blob:${index}`, bytes: written.get(index) ?? 0, container: 'mp4' as const },
    }),
    drop: async () => undefined,
  };
  const open = async () => {
    status = 'ended';
    return ok(stream());
  };
  const runner = createRunner({
    ...{ rows, clock, store, open },
    locate: (id) => recordings.locate(id),
    onWork: () => void recordings.wake(),
  });
  const recordings: RecordingsApi = createRecordings({
    ...{ rows, clock, store, runner },
    downloads: {
      start: async () => ok(1),
      findById: async (id) =>
        ({ id, url: '', state: 'complete', path: 'a.mp4', bytes: 1, exists: true, startedAt: 0 }) as const,
      findByUrl: async () => undefined,
      cancel: async () => undefined,
      forget: async () => undefined,
      onEnd: () => () => undefined,
    },
    room: async () => ok(room(status)),
    settings: async () => settingsSchema.parse({ live }),
    pathOf: () => ok('tiktok/live/who'),
  });
  await rows.put({
    ...{ id: 'r', state: 'recording', roomId: '7', uniqueId: 'who', nickname: 'Who', title: '', viewers: 0 },
    ...{ address: 'https://old', quality: 'hd', soundOnly: false, basePath: 'tiktok/live/who', parts: [], gaps: [] },
    ...{ startedAt: clock.now(), updatedAt: clock.now(), ...had },
  });
  await recordings.wake();
  await clock.runUntil(async () => (await rows.get('r'))?.state === 'done', 3_600_000);
  const row = (await rows.get('r')) ?? expect.unreachable();
  return { ended: row.ended, state: row.state, ms: row.durationMs - had.durationMs, bytes: row.bytes - had.bytes };
};

const HOUR_MS = 3_600_000;
const GB = 1_000_000_000;

it('stops after as many hours as the settings say, those counted that an earlier life recorded', async () => {
  const { ms, ...end } = await goOn({ stopHours: 2 }, { durationMs: 2 * HOUR_MS - 30_000, bytes: 5 });
  expect(end).toMatchObject({ ended: 'limit', state: 'done' });
  expect(ms).toBeGreaterThanOrEqual(30_000);
  expect(ms).toBeLessThan(31_000);
});

it('stops at as many gigabytes as the settings say', async () => {
  const { bytes, ...end } = await goOn({ stopGigabytes: 3 }, { durationMs: 5, bytes: 3 * GB - 500_000 });
  expect(end).toMatchObject({ ended: 'limit', state: 'done' });
  expect(bytes).toBeGreaterThanOrEqual(500_000);
  expect(bytes).toBeLessThan(1_000_000);
});

it('whichever of both comes first', async () => {
  const both = { stopHours: 1, stopGigabytes: 1 };
  const bySize = await goOn(both, { durationMs: 0, bytes: GB - 300_000 });
  expect([bySize.ended, bySize.ms < 60_000]).toEqual(['limit', true]);
  const byTime = await goOn(both, { durationMs: HOUR_MS - 20_000, bytes: 0 });
  expect([byTime.ended, byTime.ms < 21_000]).toEqual(['limit', true]);
});

it('a limit that was passed already ends it with the next bytes; without one it goes on until the room is over', async () => {
  const passed = await goOn({ stopHours: 1 }, { durationMs: 3 * HOUR_MS, bytes: 0 });
  expect([passed.ended, passed.ms < 5_000]).toEqual(['limit', true]);
  const none = await goOn({}, { durationMs: 900 * HOUR_MS, bytes: 9_000 * GB });
  expect(none.ended).toBe('over');
  expect(Math.abs(none.ms - ROUNDS * LOOP_MS)).toBeLessThan(500);
});

import { expect, it } from 'vitest';
import { createRecordings } from '@/lib/live/record/createRecordings';
import type { RecordingOrder } from '@/lib/live/record/createRunner';
import type { LiveRoom } from '@/lib/model/liveRoom';
import { settingsSchema } from '@/lib/model/settings';
import type { DownloadState } from '@/lib/ports/Downloads';
import { createMemoryRecordings } from '@/lib/store/createMemoryRecordings';

const room = (status: LiveRoom['status']): LiveRoom => ({
  roomId: '7',
  title: '',
  status,
  startedAt: 0,
  viewers: 3,
  owner: { uid: '1', secUid: 's', uniqueId: 'who', nickname: 'Who' },
  streams: [
    { quality: 'hd', codec: 'h264', flv: 'https://pull.tiktokcdn.com/new.flv', width: 0, height: 0, bitrate: 0 },
  ],
});

/** The background after a kill, 20 s after the last news: one part was being written, its bytes lie there. */
const afterKill = async (status: LiveRoom['status']) => {
  const rows = createMemoryRecordings();
  const part = { index: 1, bytes: 10, at: 0, durationMs: 9_000, state: 'writing' as const };
  const times = { startedAt: 0, updatedAt: 10_000, durationMs: 9_000 };
  const who = { roomId: '7', uniqueId: 'who', nickname: 'Who', title: '', viewers: 0, gaps: [], bytes: 10 };
  const stream = { address: 'https://old', quality: 'hd', soundOnly: false, basePath: 'tiktok/live/who' };
  await rows.put({ id: 'r', state: 'recording', parts: [part], ...times, ...who, ...stream });
  const started: RecordingOrder[] = [];
  const saved: DownloadState[] = [];
  const recordings = createRecordings({
    rows,
    clock: { now: () => 30_000, sleep: async () => undefined },
    downloads: {
      start: async ({ url, path }) => {
        saved.push({ id: saved.length, url, path, state: 'complete', bytes: 10, exists: true, startedAt: 0 });
        return { ok: true, value: saved.length - 1 };
      },
      findById: async (id) => saved[id],
      findByUrl: async () => undefined,
      cancel: async () => undefined,
      forget: async () => undefined,
      onEnd: () => () => undefined,
    },
    runner: {
      start: async (order) => void started.push(order),
      stop: async () => undefined,
      running: async () => started.map(({ id }) => id),
    },
    store: {
      list: async () => [{ index: 1, bytes: 12 }],
      url: async (_, index) => ({ url: `blob:${index}`, bytes: 12 }),
      drop: async () => undefined,
    },
    room: async () => ({ ok: true, value: room(status) }),
    settings: async () => settingsSchema.parse({}),
    pathOf: () => ({ ok: true, value: 'tiktok/live/who' }),
  });
  await recordings.wake();
  await recordings.wake();
  return { row: await rows.get('r'), started, paths: saved.map(({ path }) => path) };
};

it('saves what a killed browser left behind, once, and takes a room up again that is still live', async () => {
  const { row, started, paths } = await afterKill('live');
  expect(paths).toEqual(['tiktok/live/who-01.mp4']);
  expect(row).toMatchObject({ state: 'recording', recovered: true, gaps: [{ at: 9_000, ms: 20_000 }] });
  expect(row?.parts).toMatchObject([{ index: 1, state: 'saved', bytes: 12 }]);
  expect(started).toMatchObject([{ address: 'https://pull.tiktokcdn.com/new.flv', rules: { firstPart: 2 } }]);
});

it('ends what a killed browser left behind where the room is over', async () => {
  const { row, started, paths } = await afterKill('ended');
  expect(paths).toEqual(['tiktok/live/who-01.mp4']);
  expect(row).toMatchObject({ state: 'done', ended: 'over', recovered: true });
  expect(started).toEqual([]);
});

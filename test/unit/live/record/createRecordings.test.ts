import { expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
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
      url: async (_, index) => ({ url: `blob:${index}`, bytes: 12, container: 'mp4' }),
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
  expect(row).toMatchObject({ state: 'done', ended: 'over', recovered: true, updatedAt: 30_000 });
  expect(started).toEqual([]);
});

/** A row as a dead document left it, and a background whose looks the test drives. */
const leftBehind = async ({ parts = 1, unwritten = [] }: { parts?: number; unwritten?: readonly number[] } = {}) => {
  const rows = createMemoryRecordings();
  const part = { bytes: 10, at: 0, durationMs: 9_000, state: 'writing' as const };
  const times = { startedAt: 0, updatedAt: 10_000, durationMs: 9_000 };
  const who = { roomId: '7', uniqueId: 'who', nickname: 'Who', title: '', viewers: 0, gaps: [], bytes: 10 };
  const stream = { address: 'https://old', quality: 'hd', soundOnly: false, basePath: 'tiktok/live/who' };
  const indexes = Array.from({ length: parts }, (_, at) => at + 1);
  const all = [
    ...indexes.map((index) => ({ ...part, index })),
    ...unwritten.map((bytes, at) => ({ ...part, index: parts + 1 + at, bytes })),
  ];
  await rows.put({ id: 'r', state: 'recording', parts: all, ...times, ...who, ...stream });
  const world = {
    now: 30_000,
    ending: 'complete' as DownloadState['state'],
    room: { ok: true, value: room('live') } as Result<LiveRoom>,
    asked: 0,
    whileAsked: async () => {},
    alarms: [] as number[],
    dropped: [] as number[],
    conflicts: [] as string[],
    breaks: false,
    folder: undefined as string | undefined,
  };
  const started: RecordingOrder[] = [];
  const saved: DownloadState[] = [];
  let onEnd: (id: number) => void = () => undefined;
  const recordings = createRecordings({
    rows,
    clock: { now: () => world.now, sleep: async () => undefined },
    downloads: {
      start: async ({ url, path, conflict }) => {
        world.conflicts.push(conflict);
        saved.push({
          id: saved.length,
          url,
          path: `/home/who/Downloads/${path}`,
          state: world.ending,
          bytes: 10,
          exists: true,
          startedAt: 0,
          ...(world.folder === undefined ? {} : { folder: world.folder }),
        });
        return { ok: true, value: saved.length - 1 };
      },
      findById: async (id) => saved[id],
      findByUrl: async () => undefined,
      cancel: async () => undefined,
      forget: async () => undefined,
      folder: async () => world.folder,
      onEnd: (callback) => {
        onEnd = callback;
        return () => undefined;
      },
    },
    runner: {
      start: async (order) => void started.push(order),
      stop: async () => void started.splice(0),
      running: async () => {
        world.asked += 1;
        await world.whileAsked();
        if (world.breaks) throw new Error('no document');
        return started.map(({ id }) => id);
      },
    },
    store: {
      list: async () => indexes.map((index) => ({ index, bytes: 12 })),
      url: async (_, index) => ({ url: `blob:${index}`, bytes: 12, container: 'mp4' }),
      drop: async (_, index) => void world.dropped.push(index),
    },
    room: async () => world.room,
    settings: async () => settingsSchema.parse({}),
    pathOf: () => ({ ok: true, value: 'tiktok/live/who' }),
    wakeAt: async (time) => void world.alarms.push(time),
  });
  return { rows, recordings, started, saved, world, end: (id = 0) => onEnd(id) };
};

it('saves what lies there when "stop" is pressed after the document went away', async () => {
  const { rows, recordings, saved, started } = await leftBehind();
  await recordings.stop('r');
  expect(saved.map(({ path }) => path)).toEqual(['/home/who/Downloads/tiktok/live/who-01.mp4']);
  expect(await rows.get('r')).toMatchObject({ state: 'done', ended: 'stopped', parts: [{ state: 'saved' }] });
  expect(started).toEqual([]);
});

it('stops what a look takes up in that very moment', async () => {
  const { rows, recordings, started } = await leftBehind();
  await Promise.all([recordings.wake(), recordings.stop('r')]);
  expect(started).toEqual([]);
  expect(await rows.get('r')).toMatchObject({ state: 'done', ended: 'stopped' });
});

it('takes up nothing that was stopped while it asked who runs', async () => {
  const { rows, recordings, started, world } = await leftBehind();
  world.whileAsked = async () => {
    await rows.change('r', (row) => ({ ...row, state: 'saving', ended: 'stopped' }));
  };
  await recordings.wake();
  expect([started, world.asked]).toEqual([[], 1]);
  expect(await rows.get('r')).toMatchObject({ ended: 'stopped', gaps: [] });
});

it('counts the silence from the last news, however often nobody could say whether the room goes on', async () => {
  const { rows, recordings, world } = await leftBehind();
  world.room = { ok: false, error: failure('network') };
  for (world.now = 30_000; world.now < 600_000; world.now += 60_000) await recordings.wake();
  world.room = { ok: true, value: room('live') };
  await recordings.wake();
  expect(await rows.get('r')).toMatchObject({ state: 'recording', gaps: [{ at: 9_000, ms: world.now - 10_000 }] });
});

it('gives up a room of which nothing can be learned for six hours', async () => {
  const { rows, recordings, world } = await leftBehind();
  world.room = { ok: false, error: failure('removed') };
  for (; world.now < 7 * 3_600_000; world.now += 600_000) await recordings.wake();
  expect(await rows.get('r')).toMatchObject({ state: 'done', parts: [{ state: 'saved' }] });
});

it('begins a download that fails at once not again at once', async () => {
  const { recordings, saved, world, end } = await leftBehind({ parts: 2 });
  world.ending = 'interrupted';
  await recordings.wake();
  for (let ended = 0; ended < 50; ended += 1) {
    end();
    await recordings.wake();
  }
  expect(saved.length).toBe(2);
  world.now += 60_000;
  world.ending = 'complete';
  await recordings.wake();
  expect(saved.length).toBe(4);
});

it('writes over what a forgotten download of the same part left under its name, and over nothing else', async () => {
  for (const [name, conflict] of [
    ['who-01.mp4', 'overwrite'],
    ['who-01 (1).mp4', 'uniquify'],
    ['other-who-01.mp4', 'uniquify'],
  ] as const) {
    const { rows, recordings, saved, world } = await leftBehind();
    world.room = { ok: true, value: room('ended') };
    world.ending = 'running';
    await recordings.wake();
    const path = '/home/who/Downloads/tiktok/live/who-01.mp4';
    expect((await rows.get('r'))?.parts).toMatchObject([{ state: 'saving', path, downloadId: 0 }]);
    await rows.change('r', (row) => ({
      ...row,
      parts: row.parts.map((part) => ({ ...part, path: `/home/who/Downloads/tiktok/live/${name}` })),
    }));
    // The browser was killed, and knows nothing of it.
    delete saved[0];
    world.ending = 'complete';
    await recordings.wake();
    await recordings.wake();
    expect(world.conflicts).toEqual(['uniquify', conflict]);
    expect(await rows.get('r')).toMatchObject({ state: 'done', parts: [{ state: 'saved', downloadId: 1 }] });
  }
});

it.each([
  ['in a granted folder', 'Saved', 'Saved'],
  ['in the downloads, after it began in a granted folder', 'Saved', undefined],
  ['in a granted folder, after it began in the downloads', undefined, 'Saved'],
])('writes over nothing %s', async (_, before, after) => {
  const { rows, recordings, saved, world } = await leftBehind();
  world.room = { ok: true, value: room('ended') };
  Object.assign(world, { ending: 'running', folder: before });
  await recordings.wake();
  delete saved[0];
  Object.assign(world, { ending: 'complete', folder: after });
  await recordings.wake();
  await recordings.wake();
  expect(world.conflicts).toEqual(['uniquify', 'uniquify']);
  expect(await rows.get('r')).toMatchObject({ state: 'done', parts: [{ state: 'saved' }] });
});

it('names a part as lost that held something, and does not name one that had only just begun', async () => {
  const { rows, recordings, world } = await leftBehind({ unwritten: [5_000, 0] });
  world.room = { ok: true, value: room('ended') };
  await recordings.wake();
  expect(await rows.get('r')).toMatchObject({ state: 'done', recovered: true });
  expect((await rows.get('r'))?.parts).toMatchObject([
    { index: 1, state: 'saved' },
    { index: 2, state: 'lost' },
  ]);
});

it('lets go of the bytes of a part that a dying worker had just saved', async () => {
  const { rows, recordings, world } = await leftBehind();
  await rows.change('r', (row) => ({
    ...row,
    state: 'saving',
    parts: row.parts.map((part) => ({ ...part, state: 'saved' })),
  }));
  await recordings.wake();
  expect(world.dropped).toEqual([1]);
});

it('sets the alarm before anything can go wrong, and asks nobody while nothing is open', async () => {
  const { rows, recordings, world } = await leftBehind();
  world.breaks = true;
  await expect(recordings.wake()).rejects.toThrow('no document');
  expect(world.alarms).toHaveLength(1);
  await rows.change('r', (row) => ({ ...row, state: 'done' }));
  world.asked = 0;
  await recordings.wake();
  expect([world.asked, world.alarms.length]).toEqual([0, 1]);
});

it('looks again when a download of its own ends, and at no other', async () => {
  const { rows, recordings, saved, world, end } = await leftBehind();
  world.ending = 'running';
  await recordings.stop('r');
  expect(saved.length).toBe(1);
  const asked = world.asked;
  saved[0] = { ...saved[0], state: 'complete' } as DownloadState;
  end(99);
  await Promise.resolve();
  expect(world.asked).toBe(asked);
  end();
  await expect.poll(async () => (await rows.get('r'))?.state).toBe('done');
});

it('takes a recording out of the list once it ended, and no other', async () => {
  const { rows, recordings, saved } = await leftBehind();
  expect(await recordings.remove('r')).toMatchObject({ ok: false, error: { code: 'input' } });
  await recordings.stop('r');
  expect(await recordings.remove('r')).toEqual({ ok: true, value: {} });
  expect([await rows.get('r'), saved.length]).toEqual([undefined, 1]);
  expect(await recordings.remove('r')).toMatchObject({ ok: false, error: { code: 'input' } });
});

it('tells who is recorded now, whatever the case of the handle', async () => {
  const { recordings } = await leftBehind();
  expect(await recordings.runningOf('WHO')).toMatchObject({ id: 'r' });
  expect(await recordings.runningOf('other')).toBeUndefined();
  await recordings.stop('r');
  expect(await recordings.runningOf('who')).toBeUndefined();
});

it('says of a room whose recording failed that it is to be begun again, each time a little later', async () => {
  const { rows, recordings, world } = await leftBehind();
  const ended = async (id: string, how: 'failed' | 'stopped', at: number): Promise<void> => {
    const row = await rows.get('r');
    if (row) await rows.put({ ...row, id, state: 'done', ended: how, startedAt: at, updatedAt: at });
  };
  expect(await recordings.brokeOff('7')).toBe(false);
  await ended('a', 'failed', 100_000);
  world.now = 150_000;
  expect(await recordings.brokeOff('7')).toBe(false);
  world.now = 160_000;
  expect(await recordings.brokeOff('7')).toBe(true);
  expect(await recordings.brokeOff('8')).toBe(false);
  await ended('b', 'failed', 200_000);
  world.now = 260_000;
  expect(await recordings.brokeOff('7')).toBe(false);
  world.now = 320_000;
  expect(await recordings.brokeOff('7')).toBe(true);
  await ended('c', 'stopped', 400_000);
  world.now = 10_000_000;
  expect(await recordings.brokeOff('7')).toBe(false);
});

it('asks for the codec that it has whenever a connection broke, and for the other one where that is gone', async () => {
  const { rows, recordings, world } = await leftBehind();
  const of = (codec: 'h264' | 'h265') => ({
    ...{ quality: 'hd', codec, flv: `https://pull.tiktokcdn.com/${codec}.flv`, width: 0, height: 0, bitrate: 0 },
  });
  const live = (...codecs: ('h264' | 'h265')[]) => ({
    ok: true as const,
    value: { ...room('live'), streams: codecs.map(of) },
  });
  for (const codec of ['h264', 'h265'] as const) {
    await rows.change('r', (row) => ({ ...row, codec }));
    world.room = live('h264', 'h265');
    expect(await recordings.locate('r')).toEqual({ ok: true, value: of(codec).flv });
    world.room = live('h265', 'h264');
    expect(await recordings.locate('r')).toEqual({ ok: true, value: of(codec).flv });
  }
  world.room = live('h264');
  expect(await recordings.locate('r')).toEqual({ ok: true, value: of('h264').flv });
});

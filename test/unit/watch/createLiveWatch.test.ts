import { expect, it } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { LiveRoom } from '@/lib/model/liveRoom';
import { foundWithin, type Watch } from '@/lib/model/watch/liveWatch';
import type { Watches } from '@/lib/ports/Watches';
import { createMemoryWatches } from '@/lib/store/createMemoryWatches';
import { createLiveWatch } from '@/lib/watch/createLiveWatch';
import { createWatchScheduler } from '@/lib/watch/createWatchScheduler';
import { createVirtualClock, type VirtualClock } from '../../fakes/virtualClock';

const MINUTE = 60_000;

/** A site of people who are live or not, and what it was asked. */
const createSite = (clock: VirtualClock) => {
  const rooms = new Map<string, string>();
  const live = new Set<string>();
  const asked: { at: number; what: string }[] = [];
  const recorded: string[] = [];
  const announced: string[] = [];
  const broken = new Set<string>();
  let refusal: Result<never> | undefined;
  let recordable = true;
  let claims = false;
  const note = (what: string): void => void asked.push({ at: clock.now(), what });
  const roomOf = (uniqueId: string): LiveRoom => ({
    roomId: rooms.get(uniqueId) ?? '',
    title: '',
    status: live.has(uniqueId) ? 'live' : 'ended',
    startedAt: 0,
    viewers: 0,
    owner: { uid: '1', secUid: 's', uniqueId, nickname: uniqueId.toUpperCase() },
    streams: [],
  });
  const parts = (watches: Watches) => ({
    watches,
    clock,
    room: async (uniqueId: string) => {
      note(`room ${uniqueId}`);
      if (refusal) return refusal;
      return rooms.has(uniqueId) ? ok(roomOf(uniqueId)) : err(failure('removed'));
    },
    alive: async (roomIds: readonly string[]) => {
      note(`alive ${roomIds.length}`);
      const now = new Set([...live].map((name) => rooms.get(name)));
      return refusal ?? ok(roomIds.map((roomId) => ({ roomId, alive: claims || now.has(roomId) })));
    },
    brokeOff: async (roomId: string) => broken.delete(roomId),
    record: async (uniqueId: string) => {
      if (!recordable) return err(failure('space'));
      note(`begin ${uniqueId}`);
      if (!live.has(uniqueId)) return err(failure('not_live'));
      recorded.push(uniqueId);
      return ok({ recordingId: `r-${uniqueId}` });
    },
    announce: (watch: Watch, recordingId: string) => void announced.push(`${watch.uniqueId} ${recordingId}`),
  });
  return {
    ...{ rooms, live, asked, recorded, announced, broken, parts },
    refuse: (result: Result<never> | undefined) => {
      refusal = result;
    },
    /** Calls every room live, whether it is or not. */
    claimAll: () => {
      claims = true;
    },
    setRecordable: (value: boolean) => {
      recordable = value;
    },
  };
};

/** One life of the worker: its alarm rings until it is ended. */
const live = (
  clock: VirtualClock,
  watches: Watches,
  site: ReturnType<typeof createSite>,
  pauses = [120_000, 240_000],
) => {
  let stop: (() => void) | undefined;
  let turn = 0;
  const watch = createLiveWatch(site.parts(watches));
  const scheduler = createWatchScheduler({
    watches,
    clock,
    rounds: { live: watch.round },
    pause: async () => pauses[turn++ % pauses.length] ?? 0,
    setAlarm: async (time) => {
      stop?.();
      stop = time === undefined ? undefined : clock.at(time, () => void scheduler.wake());
    },
    report: (error) => {
      throw error;
    },
  });
  return { watch, scheduler, die: () => stop?.() };
};

const people = Array.from({ length: 25 }, (_, index) => `person${index}`);

/** Watches all 25; what adding them asked is forgotten. */
const watchAll = async (clock: VirtualClock, names: readonly string[] = people) => {
  const watches = createMemoryWatches();
  const site = createSite(clock);
  names.forEach((name, index) => void site.rooms.set(name, `76920234198182653${String(index).padStart(2, '0')}`));
  const run = live(clock, watches, site);
  for (const name of names) await run.watch.add(name);
  site.asked.length = 0;
  return { watches, site, run };
};

it('25 people, two go live, a restart in between: both are recorded, with at most one request a round', async () => {
  const clock = createVirtualClock();
  const { watches, site, run } = await watchAll(clock);
  await run.scheduler.wake();
  await clock.pass(10 * MINUTE);
  site.live.add('person3');
  await clock.pass(16 * MINUTE);
  expect(site.recorded).toEqual(['person3']);
  run.die();
  await clock.pass(MINUTE);
  site.live.add('person20');
  const later = live(clock, watches, site);
  await later.scheduler.wake();
  await clock.pass(30 * MINUTE);
  later.die();

  expect(site.recorded).toEqual(['person3', 'person20']);
  expect(site.announced).toEqual(['person3 r-person3', 'person20 r-person20']);
  const rounds = site.asked.filter(({ what }) => !what.startsWith('begin'));
  expect(rounds.length).toBeGreaterThan(12);
  for (const [index, { at }] of rounds.entries()) {
    const before = rounds[index - 1];
    if (before) expect(at - before.at).toBeGreaterThanOrEqual(2 * MINUTE);
  }
  expect(site.asked.filter(({ what }) => what === 'alive 25').length).toBeGreaterThan(3);
});

it('after hours without a browser it catches up with one request', async () => {
  const clock = createVirtualClock();
  const { watches, site, run } = await watchAll(clock);
  await run.scheduler.wake();
  run.die();
  site.asked.length = 0;
  await clock.pass(9 * 60 * MINUTE);
  const later = live(clock, watches, site);
  await later.scheduler.wake();
  await later.scheduler.wake();
  later.die();
  expect(site.asked).toHaveLength(1);
});

it('a recording that the person stopped is not begun again while that stream goes on, but with the next one', async () => {
  const clock = createVirtualClock();
  const { site, run } = await watchAll(clock, ['ana', 'ben']);
  await run.scheduler.wake();
  site.live.add('ana');
  await clock.pass(30 * MINUTE);
  expect(site.recorded).toEqual(['ana']);
  site.live.delete('ana');
  await clock.pass(15 * MINUTE);
  site.live.add('ana');
  await clock.pass(15 * MINUTE);
  run.die();
  expect(site.recorded).toEqual(['ana', 'ana']);
});

it('who goes live at the same time each day is asked for then, and found soon though the room is a new one', async () => {
  const clock = createVirtualClock();
  const { site, run, watches } = await watchAll(clock);
  await run.scheduler.wake();
  const goLive = async (day: number): Promise<number> => {
    site.rooms.set('person7', `77920234198182653${String(day).padStart(2, '0')}`);
    site.live.add('person7');
    const since = clock.now();
    const before = site.recorded.length;
    while (site.recorded.length === before) await clock.pass(MINUTE);
    site.live.delete('person7');
    return (clock.now() - since) / MINUTE;
  };
  const waits: number[] = [];
  for (let day = 0; day < 5; day += 1) {
    waits.push(await goLive(day));
    await clock.pass(24 * 60 * MINUTE - (waits.at(-1) ?? 0) * MINUTE);
  }
  run.die();
  expect(waits[0]).toBeGreaterThan(15);
  for (const wait of waits.slice(1)) expect(wait).toBeLessThanOrEqual(20);
  expect((await watches.all()).find(({ uniqueId }) => uniqueId === 'person7')?.lives).toHaveLength(5);
});

it('three of four rounds ask for a person, and whoever begins a stream in a new room is found within what is told', async () => {
  const clock = createVirtualClock();
  const { site, run } = await watchAll(clock);
  await run.scheduler.wake();
  const told = foundWithin(people.length, 3 * MINUTE);
  expect(told).toBe(102 * MINUTE);
  for (const [index, name] of ['person24', 'person0', 'person11', 'person12'].entries()) {
    site.rooms.set(name, `7792023419818265${index}`);
    site.live.add(name);
    const since = clock.now();
    while (site.recorded.length === index) await clock.pass(MINUTE);
    expect(clock.now() - since).toBeLessThanOrEqual(told + 4 * MINUTE);
    await clock.pass(17 * MINUTE);
  }
  run.die();
  const rounds = site.asked.filter(({ what }) => !what.startsWith('begin'));
  const share = rounds.filter(({ what }) => what.startsWith('room')).length / rounds.length;
  expect(share).toBeGreaterThan(0.7);
  expect(share).toBeLessThan(0.8);
});

it('a site that calls every room live is not believed: no more than one person more is asked for in a round', async () => {
  const clock = createVirtualClock();
  const { site, run, watches } = await watchAll(clock);
  site.claimAll();
  site.live.add('person20');
  await run.scheduler.wake();
  for (let passed = 0; passed < 180; passed += 3) {
    await clock.pass(3 * MINUTE);
    expect((await watches.all()).every(({ error }) => error === undefined)).toBe(true);
  }
  run.die();
  expect(site.recorded).toEqual(['person20']);
  const byRound = Object.values(Object.groupBy(site.asked, ({ at }) => at));
  expect(byRound.length).toBeGreaterThan(40);
  expect(Math.max(...byRound.map((asked = []) => asked.length))).toBeLessThanOrEqual(2);
});

it('a recording that broke off while its room goes on is begun again, one that the person stopped is not', async () => {
  const clock = createVirtualClock();
  const { site, run } = await watchAll(clock, ['ana', 'ben']);
  site.live.add('ana');
  await run.scheduler.wake();
  await clock.pass(15 * MINUTE);
  expect(site.recorded).toEqual(['ana']);
  site.broken.add(site.rooms.get('ana') ?? '');
  await clock.pass(15 * MINUTE);
  run.die();
  expect(site.recorded).toEqual(['ana', 'ana']);
});

it('a new stream in a new room is found by asking for the person', async () => {
  const clock = createVirtualClock();
  const { site, run, watches } = await watchAll(clock, ['ana', 'ben', 'cem']);
  await run.scheduler.wake();
  site.rooms.set('cem', '7692023419818269999');
  site.live.add('cem');
  await clock.pass(30 * MINUTE);
  run.die();
  expect(site.recorded).toEqual(['cem']);
  expect((await watches.all()).find(({ uniqueId }) => uniqueId === 'cem')).toMatchObject({
    roomId: '7692023419818269999',
    nickname: 'CEM',
    takenRoom: '7692023419818269999',
  });
});

it('a site that refuses is asked less and less often, and as often as before once it answers', async () => {
  const clock = createVirtualClock();
  const { site, run, watches } = await watchAll(clock);
  site.refuse(err(failure('rate')));
  await run.scheduler.wake();
  await clock.pass(120 * MINUTE);
  expect(site.asked.length).toBeLessThan(12);
  expect((await watches.all())[0]).toMatchObject({ error: { code: 'rate' } });
  site.refuse(undefined);
  await clock.pass(60 * MINUTE);
  site.asked.length = 0;
  await clock.pass(30 * MINUTE);
  run.die();
  expect(site.asked.length).toBeGreaterThan(8);
  expect((await watches.all())[0]?.error).toBeUndefined();
});

it('a person who is gone does not slow the watching of the others', async () => {
  const clock = createVirtualClock();
  const { site, run, watches } = await watchAll(clock, ['ana', 'ben']);
  site.rooms.delete('ana');
  await run.scheduler.wake();
  await clock.pass(60 * MINUTE);
  run.die();
  expect(site.asked.length).toBeGreaterThan(18);
  expect((await watches.all()).some(({ error }) => error?.code === 'removed')).toBe(true);
});

it('what cannot be recorded is tried again at the next round', async () => {
  const clock = createVirtualClock();
  const { site, run, watches } = await watchAll(clock, ['ana', 'ben']);
  site.setRecordable(false);
  site.live.add('ana');
  await run.scheduler.wake();
  await clock.pass(5 * MINUTE);
  expect((await watches.all())[0]).toMatchObject({ error: { code: 'space' }, takenRoom: '' });
  site.setRecordable(true);
  await clock.pass(15 * MINUTE);
  run.die();
  expect(site.recorded).toEqual(['ana']);
});

it('somebody who is not there is not watched, one who is watched is not watched twice, and removed rows stay away', async () => {
  const clock = createVirtualClock();
  const { site, run, watches } = await watchAll(clock, ['ana', 'ben']);
  expect(await run.watch.add('nobody')).toMatchObject({ ok: false, error: { code: 'removed' } });
  await run.watch.add('ANA');
  expect(await watches.all()).toHaveLength(2);
  const round = run.scheduler.wake();
  await run.watch.remove('live:ana');
  await round;
  expect((await watches.all()).map(({ id }) => id)).toEqual(['live:ben']);
  site.asked.length = 0;
  await run.watch.remove('live:ben');
  await run.scheduler.wake();
  await clock.pass(20 * MINUTE);
  expect(site.asked).toEqual([]);
});

it('somebody who is live when the watching begins is recorded at once', async () => {
  const clock = createVirtualClock();
  const { site, run } = await watchAll(clock, ['ana']);
  site.rooms.set('dee', '7692023419818260001');
  site.live.add('dee');
  await run.watch.add('dee');
  expect(site.recorded).toEqual(['dee']);
  await run.scheduler.wake();
  await clock.pass(20 * MINUTE);
  run.die();
  expect(site.recorded).toEqual(['dee']);
});

it('a recording that cannot even be begun costs nobody else theirs', async () => {
  const clock = createVirtualClock();
  const watches = createMemoryWatches();
  const site = createSite(clock);
  for (const name of ['ana', 'ben']) site.rooms.set(name, `7-${name}`);
  const parts = site.parts(watches);
  const watch = createLiveWatch({
    ...parts,
    record: async (uniqueId) => {
      if (uniqueId === 'ana') throw new Error('no offscreen document');
      return parts.record(uniqueId);
    },
  });
  for (const name of ['ana', 'ben']) await watch.add(name);
  for (const name of ['ana', 'ben']) site.live.add(name);
  await clock.pass(1_000);
  const rows = (await watches.all()).map((row) => ({ ...row, lookedAt: 0, roomReadAt: 1 }));
  const looked = await watch.round(rows);
  expect(site.recorded).toEqual(['ben']);
  expect(looked.find(({ uniqueId }) => uniqueId === 'ana')?.error?.code).toBe('bug');
});

it('the alarm is set before a round, so that a worker that dies in it is woken for the next', async () => {
  const clock = createVirtualClock();
  const { watches, site, run } = await watchAll(clock);
  run.die();
  const alarms: (number | undefined)[] = [];
  const scheduler = createWatchScheduler({
    watches,
    clock,
    rounds: { live: () => new Promise(() => undefined) },
    pause: async () => 120_000,
    setAlarm: async (time) => void alarms.push(time),
    report: () => undefined,
  });
  void scheduler.wake();
  await clock.pass(MINUTE);
  expect(alarms).toEqual([clock.now() + MINUTE]);
  expect(site.asked).toEqual([]);
});

it('goes on after the database could not be read at an alarm', async () => {
  const clock = createVirtualClock();
  const { watches, site, run } = await watchAll(clock, ['ana', 'ben']);
  run.die();
  let broken = 0;
  const watch = createLiveWatch(site.parts(watches));
  const reported: unknown[] = [];
  const scheduler = createWatchScheduler({
    watches: {
      ...watches,
      all: async () => {
        if (broken > 0) {
          broken -= 1;
          throw new Error('closed');
        }
        return watches.all();
      },
    },
    clock,
    rounds: { live: watch.round },
    pause: async () => 120_000,
    setAlarm: async (time) => {
      if (time !== undefined) clock.at(time, () => void scheduler.wake());
    },
    report: (error) => reported.push(error),
  });
  await scheduler.wake();
  broken = 1;
  await clock.pass(3 * MINUTE);
  expect(reported).toHaveLength(1);
  const before = site.asked.length;
  await clock.pass(10 * MINUTE);
  expect(site.asked.length).toBeGreaterThan(before);
});

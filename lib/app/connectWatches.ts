import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import type { RecordingsApi } from '@/lib/live/record/createRecordings';
import { readRoomBy } from '@/lib/live/record/readRoomBy';
import type { Settings } from '@/lib/model/settings';
import type { Clock } from '@/lib/ports/Clock';
import type { Lists } from '@/lib/ports/Lists';
import type { ListWatches } from '@/lib/ports/ListWatches';
import type { Random } from '@/lib/ports/Random';
import type { Store } from '@/lib/ports/Store';
import type { Watches } from '@/lib/ports/Watches';
import type { Queue } from '@/lib/queue/createQueue';
import type { Client } from '@/lib/tiktok/client/createSiteClient';
import { createListWatch, type ListWatchApi, type WatchNews } from '@/lib/watch/createListWatch';
import { createLiveWatch, type LiveWatch, type LiveWatchParts } from '@/lib/watch/createLiveWatch';
import { createWatchScheduler, type WatchScheduler } from '@/lib/watch/createWatchScheduler';
import { throttle } from './throttle';

/** What watching needs of the browser. */
export interface WatchPorts {
  readonly rows: Watches;
  readonly lists: ListWatches;
  /** Wakes the background at this time, though it may sleep until then; undefined: no more. */
  wakeAt(time: number | undefined): Promise<void>;
  onAlarm(callback: () => void): void;
  /** Tells that somebody went live and is recorded. */
  announce(name: string, recordingId: string): Promise<void>;
  /** Calls back when the person wants a recording that was announced stopped. */
  onStop(callback: (recordingId: string) => void): void;
  /** Tells what a look at a list came to. */
  tell(news: WatchNews): Promise<void>;
}

/** Watches on the ports of the background. */
export interface WatchesApi extends Pick<LiveWatch, 'remove' | 'add'>, WatchScheduler {
  readonly lists: Pick<ListWatchApi, 'add' | 'setEvery' | 'setPaused' | 'look'>;
  /** A job came further: what waits for it may begin. */
  jobChanged(): void;
}

interface Parts {
  readonly clock: Clock;
  readonly random: Random;
  readonly client: Pick<Client, 'roomOf' | 'alive'>;
  /** Absent where nothing can record. */
  readonly recordings?: RecordingsApi;
  readonly queue: Pick<Queue, 'startJob' | 'resume' | 'remove'>;
  readonly store: Pick<Store, 'jobs' | 'tasks' | 'authors'>;
  readonly listKey: Lists['listKey'];
  settings(): Promise<Settings>;
  report(error: unknown): void;
}

// Files that are through change the job, too, several in a second.
const AFTER_MS = 2_000;

/** A number from 0 to below 1. */
const drawFrom = (random: Random): number => {
  const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4);
  return (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / 2 ** 32;
};

/** A whole number between the two, whichever is the larger. */
const between = (random: Random, one: number, other: number): number => {
  const [low, high] = one < other ? [one, other] : [other, one];
  return Math.round(low + (high - low) * drawFrom(random));
};

const liveParts = (ports: WatchPorts, { client, recordings, report }: Parts): Omit<LiveWatchParts, 'clock'> => ({
  watches: ports.rows,
  // One request a look, whatever it meets: pages that are read for many people end in the firewall.
  room: readRoomBy(client.roomOf),
  alive: async (roomIds) => {
    const read = await client.alive(roomIds);
    return read.ok ? ok(read.value.rooms) : read;
  },
  brokeOff: async (roomId) => (await recordings?.brokeOff(roomId)) === true,
  record: async (uniqueId) => {
    if (!recordings) return err(failure('input', 'nothing records here'));
    const begun = await recordings.start(uniqueId);
    return begun.ok ? ok({ recordingId: begun.value }) : begun;
  },
  announce: ({ nickname, uniqueId }, recordingId) =>
    void ports.announce(nickname || uniqueId, recordingId).catch(report),
});

/** Puts watching together; it makes no request before it is woken. */
export const connectWatches = (ports: WatchPorts, parts: Parts): WatchesApi => {
  const { clock, random, recordings, queue, store, settings, report } = parts;
  const live = createLiveWatch({ ...liveParts(ports, parts), clock });
  // Trouble is told whatever the settings say: nobody looks for it by themselves.
  const tell = async (news: WatchNews): Promise<void> => {
    if (news.type !== 'found' || (await settings()).watch.notify) await ports.tell(news);
  };
  const lists = createListWatch({
    rows: ports.lists,
    ...{ clock, jobs: store.jobs, listKey: parts.listKey, resume: queue.resume, remove: queue.remove },
    start: (source, options, watch) => queue.startJob(source, options, { watch }),
    savedPosts: async (jobId) => {
      const saved = await store.tasks.ofJob(jobId, ['saved']);
      return new Set(saved.map(({ postId }) => postId)).size;
    },
    author: (secUid) => store.authors.get(secUid),
    pausesAll: async () => (await settings()).watch.paused,
    draw: () => drawFrom(random),
    tell: (news) => void tell(news).catch(report),
  });
  const scheduler = createWatchScheduler({
    ...{
      watches: ports.rows,
      clock,
      rounds: { live: live.round },
      turns: [lists.turn],
      setAlarm: ports.wakeAt,
      report,
    },
    pause: async () => {
      const { watchMin, watchMax } = (await settings()).live;
      return between(random, watchMin, watchMax);
    },
  });
  const wakeSoon = throttle(scheduler.wake, AFTER_MS, clock.sleep);
  ports.onAlarm(() => void scheduler.wake());
  ports.onStop((recordingId) => void recordings?.stop(recordingId).catch(report));
  /** What the person does is acted upon at once. */
  const then = async <T>(done: Promise<T>): Promise<T> => {
    const value = await done;
    void scheduler.wake();
    return value;
  };
  return {
    ...scheduler,
    add: (uniqueId) => then(live.add(uniqueId)),
    // Lists stand in the same table.
    remove: (id) => then(live.remove(id)),
    lists: {
      add: (...wish) => then(lists.add(...wish)),
      setEvery: (id, every) => then(lists.setEvery(id, every)),
      setPaused: (id, paused) => then(lists.setPaused(id, paused)),
      look: (id) => then(lists.look(id)),
    },
    jobChanged: () => {
      if (lists.waits()) wakeSoon();
    },
  };
};

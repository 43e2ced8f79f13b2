import { ok } from '@/lib/base/result';
import type { RecordingsApi } from '@/lib/live/record/createRecordings';
import { readRoomBy } from '@/lib/live/record/readRoomBy';
import type { Settings } from '@/lib/model/settings';
import type { Clock } from '@/lib/ports/Clock';
import type { Random } from '@/lib/ports/Random';
import type { Watches } from '@/lib/ports/Watches';
import type { Client } from '@/lib/tiktok/client/createSiteClient';
import { createLiveWatch, type LiveWatch } from '@/lib/watch/createLiveWatch';
import { createWatchScheduler, type WatchScheduler } from '@/lib/watch/createWatchScheduler';

/** What watching needs of the browser. */
export interface WatchPorts {
  readonly rows: Watches;
  /** Wakes the background at this time, though it may sleep until then; undefined: no more. */
  wakeAt(time: number | undefined): Promise<void>;
  onAlarm(callback: () => void): void;
  /** Tells that somebody went live and is recorded. */
  announce(name: string, recordingId: string): Promise<void>;
  /** Calls back when the person wants a recording that was announced stopped. */
  onStop(callback: (recordingId: string) => void): void;
}

/** Watches on the ports of the background. */
export interface WatchesApi extends Pick<LiveWatch, 'remove' | 'add'>, WatchScheduler {}

interface Parts {
  readonly clock: Clock;
  readonly random: Random;
  readonly client: Pick<Client, 'roomOf' | 'alive'>;
  readonly recordings: RecordingsApi;
  settings(): Promise<Settings>;
  report(error: unknown): void;
}

/** A whole number between the two, whichever is the larger. */
const between = (random: Random, one: number, other: number): number => {
  const [low, high] = one < other ? [one, other] : [other, one];
  const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4);
  return Math.round(low + ((high - low) * (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d)) / 2 ** 32);
};

/** Puts watching together; it makes no request before it is woken. */
export const connectWatches = (ports: WatchPorts, parts: Parts): WatchesApi => {
  const { clock, random, client, recordings, settings, report } = parts;
  const watch = createLiveWatch({
    watches: ports.rows,
    clock,
    // One request a look, whatever it meets: pages that are read for many people end in the firewall.
    room: readRoomBy(client.roomOf),
    alive: async (roomIds) => {
      const read = await client.alive(roomIds);
      return read.ok ? ok(read.value.rooms) : read;
    },
    brokeOff: recordings.brokeOff,
    record: async (uniqueId) => {
      const begun = await recordings.start(uniqueId);
      return begun.ok ? ok({ recordingId: begun.value }) : begun;
    },
    announce: ({ nickname, uniqueId }, recordingId) =>
      void ports.announce(nickname || uniqueId, recordingId).catch(report),
  });
  const scheduler = createWatchScheduler({
    watches: ports.rows,
    clock,
    rounds: { live: watch.round },
    pause: async () => {
      const { watchMin, watchMax } = (await settings()).live;
      return between(random, watchMin, watchMax);
    },
    setAlarm: ports.wakeAt,
    report,
  });
  ports.onAlarm(() => void scheduler.wake());
  ports.onStop((recordingId) => void recordings.stop(recordingId).catch(report));
  return {
    ...scheduler,
    add: async (uniqueId) => {
      const added = await watch.add(uniqueId);
      if (added.ok) void scheduler.wake();
      return added;
    },
    remove: async (id) => {
      await watch.remove(id);
      void scheduler.wake();
    },
  };
};

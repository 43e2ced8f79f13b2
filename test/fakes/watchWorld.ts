import { connectWatches, type WatchesApi } from '@/lib/app/connectWatches';
import { failure } from '@/lib/base/failure';
import { err } from '@/lib/base/result';
import type { Job } from '@/lib/model/job';
import type { ListWatches } from '@/lib/ports/ListWatches';
import type { Store } from '@/lib/ports/Store';
import { createMemoryListWatches } from '@/lib/store/createMemoryListWatches';
import { createMemoryWatches } from '@/lib/store/createMemoryWatches';
import type { WatchNews } from '@/lib/watch/createListWatch';
import { createWorld, type Mortal, type World } from './createWorld';

/** A world that watches lists. Rows, the alarm and what was told outlive the worker. */
export interface WatchWorld {
  readonly world: World;
  readonly rows: ListWatches;
  readonly told: WatchNews[];
  /** Ids of the jobs that were begun for each due time of a watch. */
  readonly served: Map<string, Set<string>>;
  alarmAt(): number | undefined;
  watches(): WatchesApi;
  /** What happens at each start and alarm. */
  wake(): Promise<void>;
  /** Nothing wakes the browser until it is opened. */
  close(): void;
  open(): Promise<void>;
}

const refuse = async () => err(failure('input', 'nobody is watched live here'));

/** Notes each job that is written for a due time. */
const noting = (served: Map<string, Set<string>>, store: Store): Store => {
  const note = ({ id, watch }: Job): void => {
    if (!watch) return;
    const key = `${watch.id} ${watch.dueAt}`;
    served.set(key, (served.get(key) ?? new Set()).add(id));
  };
  return {
    ...store,
    transaction: (run) =>
      store.transaction((tables) =>
        run({
          ...tables,
          jobs: {
            ...tables.jobs,
            put: async (job) => {
              note(job);
              await tables.jobs.put(job);
            },
          },
        }),
      ),
  };
};

export const createWatchWorld = (dies: Mortal = 'worker'): WatchWorld => {
  const rows = createMemoryListWatches();
  const live = createMemoryWatches();
  const told: WatchNews[] = [];
  const served = new Map<string, Set<string>>();
  let alarm: { readonly at: number; readonly stop: () => void } | undefined;
  let closed = false;

  const setAlarm = async (time: number | undefined): Promise<void> => {
    alarm?.stop();
    alarm = undefined;
    if (time === undefined) return;
    const at = Math.max(time, world.clock.now() + 30_000);
    const stop = world.clock.at(at, () => {
      alarm = undefined;
      if (!closed) void wake();
    });
    alarm = { at, stop };
  };

  const world = createWorld({
    dies,
    quiet: true,
    store: (store) => noting(served, store),
    companion: ({ queue, store, clock, random, through }) =>
      connectWatches(
        {
          rows: through(live),
          lists: through(rows),
          ...through({ wakeAt: setAlarm }),
          ...{ onAlarm: () => undefined, announce: async () => undefined, onStop: () => undefined },
          tell: async (news) => void told.push(news),
        },
        {
          ...{ clock, random, queue, store, listKey: world.site.lists.listKey },
          client: { roomOf: refuse, alive: refuse },
          settings: async () => world.settings,
          report: (error) => {
            throw error;
          },
        },
      ),
  });
  world.settings = { ...world.settings, watch: { ...world.settings.watch, notify: true } };

  const wake = async (): Promise<void> => {
    await world.queue().wake();
    await world.companion()?.wake();
  };
  world.browser.onAlarm = () => {
    if (!closed) void wake();
  };

  return {
    ...{ world, rows, told, served, wake },
    alarmAt: () => alarm?.at,
    watches: () => world.companion() as WatchesApi,
    close: () => {
      closed = true;
      world.kill();
    },
    open: async () => {
      closed = false;
      await wake();
    },
  };
};

import { type Settings, settingsSchema } from '@/lib/model/settings';
import type { Clock } from '@/lib/ports/Clock';
import type { Downloads } from '@/lib/ports/Downloads';
import type { Lists } from '@/lib/ports/Lists';
import type { Random } from '@/lib/ports/Random';
import type { Store } from '@/lib/ports/Store';
import type { QueueChange, QueuePorts } from '@/lib/queue/core/QueuePorts';
import { createQueue, type Queue } from '@/lib/queue/createQueue';
import { createMemoryStore } from '@/lib/store/createMemoryStore';
import { createFakeBrowser, type FakeBrowser } from './fakeBrowser';
import { createFakeSite, type FakeSite } from './fakeSite';
import { createVirtualClock, type VirtualClock } from './virtualClock';

/** A browser with TokShelf in it, in virtual time. */
export interface World {
  readonly clock: VirtualClock;
  readonly site: FakeSite;
  readonly browser: FakeBrowser;
  readonly store: Store;
  readonly changes: QueueChange[];
  settings: Settings;
  /** The running worker's queue; a dead one is replaced at the next use. */
  queue(): Queue;
  /** Kills the worker: nothing it was waiting for ever comes back. */
  kill(): void;
  /** Kills it right after its k-th call of a port has taken effect. */
  killAfter(calls: number): void;
  isDead(): boolean;
  /** Port calls since the worker started. */
  calls(): number;
  /** Lets time pass until no job is active. */
  idle(ms?: number): Promise<boolean>;
  /** The running worker's companion; absent where there is none. */
  companion(): Companion | undefined;
}

/** What dies with the worker: nothing else, the document with the bytes, or the whole browser. */
export type Mortal = 'worker' | 'document' | 'browser';

interface Life {
  dead: boolean;
  calls: number;
  killAt: number;
}

const never = (): Promise<never> => new Promise(() => undefined);

/** A port seen through a worker that may die at any of its calls. */
const mortal = <T extends object>(port: T, life: Life, onDeath: () => void, plain: readonly string[] = []): T =>
  new Proxy(port, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function' || plain.includes(String(name))) return value;
      return (...args: readonly unknown[]) => {
        if (life.dead) return never();
        life.calls += 1;
        const isLast = life.calls === life.killAt;
        const living = args.map((arg) =>
          typeof arg === 'function' && String(name) !== 'transaction'
            ? (...more: readonly unknown[]) => (life.dead ? undefined : Reflect.apply(arg, undefined, more))
            : arg,
        );
        const result: unknown = Reflect.apply(value, target, living);
        if (isLast) {
          life.dead = true;
          onDeath();
        }
        if (!(result instanceof Promise)) return result;
        return new Promise((resolve, reject) => {
          result.then(
            (got) => !life.dead && resolve(got),
            (error) => !life.dead && reject(error),
          );
        });
      };
    },
  });

/** What stands beside the queue in the same worker, and dies with it. */
export interface Companion {
  jobChanged(): void;
  wake(): Promise<void>;
}

/** What a companion is built from in each life; `through` has a port's calls counted and die with the worker. */
export interface CompanionParts {
  readonly queue: Queue;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  through<T extends object>(port: T, plain?: readonly string[]): T;
}

/** Builds a world with an empty disk and an empty site. */
export const createWorld = (
  more: {
    readonly tuning?: QueuePorts['tuning'];
    readonly dies?: Mortal;
    readonly quiet?: boolean;
    /** Lists of another site than {@link World.site}. */
    readonly lists?: (clock: VirtualClock) => Lists;
    readonly start?: number;
    /** How the workers see the store. */
    readonly store?: (store: Store) => Store;
    readonly keepWords?: QueuePorts['keepWords'];
    readonly companion?: (parts: CompanionParts) => Companion;
  } = {},
): World => {
  const clock = createVirtualClock(more.start);
  const site = createFakeSite(clock);
  const lists = more.lists?.(clock) ?? site.lists;
  const browser = createFakeBrowser(clock);
  const store = createMemoryStore();
  const changes: QueueChange[] = [];
  let life: Life = { dead: true, calls: 0, killAt: 0 };
  let killNext = 0;
  let queue: Queue | undefined;
  let companion: Companion | undefined;
  let seed = 1;

  const died = (): void => {
    queue = undefined;
    companion = undefined;
    site.forgetAccount();
    if (more.dies === 'document' || more.dies === 'browser') browser.loseBlobs();
    if (more.dies === 'browser') browser.loseDownloads();
  };

  const boot = (): Queue => {
    const mine: Life = { dead: false, calls: 0, killAt: killNext };
    killNext = 0;
    life = mine;
    const through = <T extends object>(port: T, plain?: readonly string[]): T =>
      mortal(port, mine, () => mine === life && died(), plain);
    const clockPort: Clock = {
      now: () => clock.now(),
      sleep: (ms) => (mine.dead ? never() : clock.sleep(ms).then(() => (mine.dead ? never() : undefined))),
    };
    const { transaction, ...tables } = more.store?.(store) ?? store;
    // Listening is no call that a worker could die of; a dead one hears nothing.
    const onEnd: Downloads['onEnd'] = (callback) =>
      browser.downloads.onEnd((id, state) => !mine.dead && callback(id, state));
    const seen = {
      ...Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, through(table)])),
      ...through({ transaction }),
    } as Store;
    const random: Random = {
      bytes: (count) =>
        Uint8Array.from({ length: count }, () => {
          seed = (seed * 48_271) % 2_147_483_647;
          return seed % 256;
        }),
    };
    let own: Companion | undefined;
    const born = createQueue({
      store: seen,
      lists: through(lists, ['listKey', 'route']),
      blobs: through(browser.blobs),
      downloads: through({ ...browser.downloads, onEnd }, ['onEnd']),
      wake: through(browser.wake, ['during']),
      clock: clockPort,
      random,
      settings: async () => world.settings,
      notify: (change: QueueChange) => {
        if (!more.quiet) changes.push(change);
        if (change.type === 'job' && !mine.dead) own?.jobChanged();
      },
      ...(more.quiet ? { isWatched: () => false } : {}),
      ...(more.keepWords ? { keepWords: more.keepWords } : {}),
      ...(more.tuning ? { tuning: more.tuning } : {}),
    });
    own = more.companion?.({ queue: born, store: seen, clock: clockPort, random, through });
    companion = own;
    return born;
  };

  const world: World = {
    clock,
    site,
    browser,
    store,
    changes,
    // What a story counts does not change with the default.
    settings: settingsSchema.parse({ pacing: { parallel: 4 } }),
    queue: () => {
      queue ??= boot();
      return queue;
    },
    kill: () => {
      life.dead = true;
      died();
    },
    killAfter: (calls) => {
      if (life.dead) killNext = calls;
      else life.killAt = life.calls + calls;
    },
    isDead: () => life.dead,
    calls: () => life.calls,
    companion: () => {
      world.queue();
      return companion;
    },
    idle: (ms) => clock.runUntil(async () => (await store.jobs.active()).length === 0, ms),
  };
  browser.onAlarm = () => void world.queue().wake();
  return world;
};

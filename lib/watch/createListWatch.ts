import { policyOf } from '@/lib/base/errorPolicy';
import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { AuthorRow } from '@/lib/model/authorRow';
import { hasSameOptions, isUnfinished, type Job, type JobOptions, waitsForPerson } from '@/lib/model/job';
import type { Source } from '@/lib/model/source';
import {
  isWatchable,
  type ListWatch,
  listWatchId,
  newsOptions,
  USUAL_EVERY,
  type WatchEvery,
  watchOptions,
} from '@/lib/model/watch/listWatch';
import type { Clock } from '@/lib/ports/Clock';
import type { ListWatches } from '@/lib/ports/ListWatches';
import type { JobTable } from '@/lib/ports/Store';
import type { WatchTurn } from './createWatchScheduler';
import { nextLook } from './nextLook';

/** The due time of a watch that a job serves: one job for each. */
export type Served = NonNullable<Job['watch']>;

/** What the person is told of a watch. */
export type WatchNews =
  | { readonly type: 'found'; readonly watch: ListWatch; readonly posts: number }
  | { readonly type: 'trouble'; readonly watch: ListWatch; readonly error: Failure }
  | { readonly type: 'renamed'; readonly watch: ListWatch; readonly from: string; readonly to: string };

/** What watching lists needs. */
export interface ListWatchParts {
  readonly rows: ListWatches;
  readonly clock: Clock;
  readonly jobs: Pick<JobTable, 'get' | 'active' | 'paused' | 'ofList'>;
  listKey(source: Source): string;
  /** Starts the list's ordinary job on behalf of a watch. */
  start(source: Source, options: JobOptions, served: Served): Promise<Result<string>>;
  resume(jobId: string): Promise<void>;
  /** Takes a finished job off the list of jobs; its files and records stay. */
  remove(jobId: string): Promise<void>;
  /** Posts of which a job saved a file. */
  savedPosts(jobId: string): Promise<number>;
  author(secUid: string): Promise<AuthorRow | undefined>;
  /** The person paused all watches. */
  pausesAll(): Promise<boolean>;
  /** A number from 0 to below 1. */
  draw(): number;
  tell(news: WatchNews): void;
}

const MINUTE_MS = 60_000;
/** Between two lists that are looked at one after the other. */
const REST_MIN_MS = MINUTE_MS / 2;
const REST_MAX_MS = 1.5 * MINUTE_MS;
/** A site that refuses is asked less and less often: after 64 times the pause at most, about an hour. */
const MOST_DOUBLINGS = 6;
/** While a job is under way its end wakes us; the worker may die before it hears of it. */
const LOOK_AGAIN_MS = 5 * MINUTE_MS;

// Whoever it is told of cannot be had any more, or not by us.
const isGone = (error: Failure): boolean => policyOf(error.code).verdict === 'gone';

const isHeld = (job: Job): boolean => job.state === 'paused' || waitsForPerson(job);

/** A list is read for it, or files of a watch are fetched: no other list is begun meanwhile. */
const isBusy = (job: Job): boolean =>
  !isHeld(job) && (job.watch !== undefined || (job.listKey !== undefined && job.phase === 'listing'));

/** What became of it is to be read in the list of jobs. */
const hasNews = ({ state, counts }: Job): boolean => state !== 'done' || counts.saved > 0 || counts.failed > 0;

const without = <K extends keyof ListWatch>(row: ListWatch, ...fields: readonly K[]): Omit<ListWatch, K> => {
  const rest: Partial<ListWatch> = { ...row };
  for (const field of fields) delete rest[field];
  return rest as Omit<ListWatch, K>;
};

/** Refusals in a row so far: the row that was looked at last tells. */
const strikesSoFar = (all: readonly ListWatch[]): number =>
  all.reduce((last, row) => (row.restUntil > last.restUntil ? row : last), { restUntil: 0, strikes: 0 }).strikes;

/** Once it is noted what is on a list, all else is new. */
const afterNoting = (
  { noteOnly, ...options }: JobOptions,
  { options: { noteOnly: noted }, listing }: Job,
): JobOptions =>
  noteOnly && noted ? { ...options, listedAfter: listing.endedAt ?? 0 } : noteOnly ? { ...options, noteOnly } : options;

const earliest = (times: readonly number[]): number | undefined => (times.length > 0 ? Math.min(...times) : undefined);

/** The handle that the person of a list has now, where it is another than the watch knows. */
const newHandle = ({ source }: ListWatch, person: AuthorRow | undefined): { from: string; to: string } | undefined => {
  const from = 'uniqueId' in source ? source.uniqueId : undefined;
  const to = person?.handles.at(-1)?.value;
  if (from === undefined || !to || to.toLowerCase() === from.toLowerCase()) return undefined;
  return { from, to };
};

/**
 * Looks at the lists that are watched: one at a time, with a pause after each, by the list's ordinary job. The person's own
 * lists and pauses go first. All there is to know stands in the rows and in the jobs, each of which names the due time that
 * it serves: any later worker goes on, and no due time is served twice.
 */
export const createListWatch = (parts: ListWatchParts) => {
  const { rows, clock, jobs, listKey, draw, tell } = parts;
  let waiting = false;

  /** What a row tells after its look passed, or came to nothing because of `error`. */
  const judged = (row: ListWatch, error: Failure | undefined, before: number): ListWatch => {
    const strikes = error && policyOf(error.code).general ? before + 1 : 0;
    const pause = (REST_MIN_MS + (REST_MAX_MS - REST_MIN_MS) * draw()) * 2 ** Math.min(MOST_DOUBLINGS, strikes);
    const told = error ? { ...row, error } : without(row, 'error');
    return { ...told, strikes, restUntil: clock.now() + Math.round(pause) };
  };

  /** Takes jobs of earlier looks off the list that tell less than a later one: each watch has one there at most. */
  const tidy = async (row: ListWatch): Promise<void> => {
    const ended = (await jobs.ofList(listKey(row.source))).filter(
      (job) => job.watch?.id === row.id && !isUnfinished(job),
    );
    const kept = ended.findLast(hasNews);
    for (const job of ended) if (job !== kept) await parts.remove(job.id);
  };

  const settle = async (row: ListWatch, job: Job | undefined, before: number): Promise<void> => {
    if (!job || job.state === 'cancelled') return rows.change(row.id, (now) => without(now, 'jobId', 'held'));
    const error = job.state === 'failed' ? (job.error ?? failure('list')) : undefined;
    const posts = job.counts.saved > 0 ? await parts.savedPosts(job.id) : 0;
    const person = 'secUid' in row.source ? await parts.author(row.source.secUid) : undefined;
    const renamed = newHandle(row, person);
    const at = clock.now();
    const last = { at, posts, files: job.counts.saved, failed: job.counts.failed };
    let told: ListWatch | undefined;
    await rows.change(row.id, (now) => {
      if (now.jobId !== row.jobId) return now;
      const looked = {
        ...without(now, 'jobId', 'held'),
        name: job.owner?.name ?? now.name,
        found: now.found + posts,
        last,
        ...(job.state === 'done' ? { options: afterNoting(now.options, job) } : {}),
        ...(renamed ? { source: { ...now.source, uniqueId: renamed.to }, renamed: { ...renamed, at } } : {}),
      };
      told = judged(looked, error, before);
      return told;
    });
    if (!told) return;
    if (error && isGone(error) && row.error?.code !== error.code) tell({ type: 'trouble', watch: told, error });
    if (renamed) tell({ type: 'renamed', watch: told, ...renamed });
    if (posts > 0 && job.watch) tell({ type: 'found', watch: told, posts });
    await tidy(told);
  };

  /** Has a row tell how its look stands; true while that goes on by itself. */
  const follow = async (row: ListWatch, jobId: string, before: number): Promise<boolean> => {
    const job = await jobs.get(jobId);
    if (!job || !isUnfinished(job)) {
      await settle(row, job, before);
      return false;
    }
    const held = waitsForPerson(job);
    if (held && !row.held) {
      const error = job.error ?? failure('list');
      await rows.change(row.id, (now) => ({ ...judged(now, error, before), held: true }));
      tell({ type: 'trouble', watch: row, error });
    }
    if (!held && row.held) await rows.change(row.id, (now) => without(now, 'held', 'error'));
    return !isHeld(job);
  };

  /** A job that was started for this very due time by a worker that died, or one of the person's since then. */
  const serves = (job: Job, row: ListWatch): boolean =>
    job.watch
      ? job.watch.id === row.id && job.watch.dueAt === row.dueAt
      : job.state === 'done' && job.createdAt >= row.dueAt && hasSameOptions(job.options, row.options);

  const begin = async (row: ListWatch): Promise<void> => {
    const { id, source, options, every, dueAt } = row;
    const there = (await jobs.ofList(listKey(source))).find((job) => serves(job, row));
    const begun = there ? ok(there.id) : await parts.start(source, options, { id, dueAt });
    const now = clock.now();
    const next = nextLook(every, now, draw());
    await rows.change(id, (current) => {
      if (current.dueAt !== dueAt) return current;
      const planned = { ...without(current, 'asked'), dueAt: next };
      return begun.ok ? { ...planned, jobId: begun.value, lookedAt: now } : { ...planned, error: begun.error };
    });
  };

  /** Which rows are to be looked at, the most pressing first. */
  const wanted = async (all: readonly ListWatch[]): Promise<readonly ListWatch[]> => {
    const now = clock.now();
    const due = all.filter(
      ({ jobId, asked, paused, dueAt }) => jobId === undefined && (asked || (!paused && dueAt <= now)),
    );
    const pressing = due.length > 0 && (await parts.pausesAll()) ? due.filter(({ asked }) => asked) : due;
    return pressing.toSorted((a, b) => Number(b.asked ?? false) - Number(a.asked ?? false) || a.dueAt - b.dueAt);
  };

  /** When a turn is to be taken next that has nothing to do now. */
  const nextDue = (all: readonly ListWatch[], isUnderWay: boolean): number | undefined => {
    const now = clock.now();
    const times = all.flatMap(({ paused, dueAt }) => (paused || dueAt <= now ? [] : [dueAt]));
    return earliest([...times, ...(isUnderWay ? [now + LOOK_AGAIN_MS] : [])]);
  };

  const turn: WatchTurn = async (mind) => {
    const before = await rows.all();
    const strikes = strikesSoFar(before);
    let goesOn = false;
    for (const row of before) if (row.jobId !== undefined && (await follow(row, row.jobId, strikes))) goesOn = true;
    const all = before.some(({ jobId }) => jobId !== undefined) ? await rows.all() : before;
    const pressing = await wanted(all);
    waiting = pressing.length > 0 || all.some(({ jobId }) => jobId !== undefined);
    if (!waiting) return nextDue(all, false);
    // Its job may end from here on: the next turn settles that, and the pause after it, before another list is begun.
    if (goesOn) return nextDue(all, true);
    await mind();
    const open = [...(await jobs.active()), ...(await jobs.paused())];
    if (open.some(isBusy)) return nextDue(all, true);
    const isOpen = ({ source, options }: ListWatch): boolean =>
      open.some((job) => job.listKey === listKey(source) && hasSameOptions(job.options, options));
    const next = pressing.find((row) => !isOpen(row));
    if (!next) return nextDue(all, false);
    const restUntil = Math.max(...all.map((row) => row.restUntil));
    if (!next.asked && clock.now() < restUntil) return restUntil;
    await begin(next);
    waiting = true;
    return nextDue(all, true);
  };

  return {
    /** Does the next thing that is due, one list at a time; when it is to be called again, ms, undefined = at the next change. */
    turn,
    /** Whether a change of a job may be what the next turn waits for. */
    waits: (): boolean => waiting,
    /**
     * Begins to watch a list, or with `every` changes how; the first look is due at once. `onlyNew` = what is on it by now is
     * not saved. Error: `input` for a kind that
     * cannot be watched.
     */
    add: async (
      source: Source,
      options: JobOptions,
      every?: WatchEvery,
      onlyNew = false,
    ): Promise<Result<ListWatch>> => {
      if (!isWatchable(source.kind)) return err(failure('input', `${source.kind} cannot be watched`));
      const id = listWatchId(listKey(source));
      const there = (await rows.all()).find((row) => row.id === id);
      if (there && every === undefined) return ok(there);
      const now = clock.now();
      const news = onlyNew ? newsOptions(source.kind, now) : {};
      const wanted = { options: { ...watchOptions(options), ...news }, every: every ?? USUAL_EVERY, dueAt: now };
      const row: ListWatch = there
        ? { ...there, ...wanted }
        : {
            ...{ id, kind: 'list', source, name: '', createdAt: now, ...wanted },
            ...{ lookedAt: 0, strikes: 0, restUntil: 0, found: 0 },
          };
      await rows.put(row);
      return ok(row);
    },
    setEvery: (id: string, every: WatchEvery): Promise<void> =>
      rows.change(id, (row) => ({ ...row, every, dueAt: nextLook(every, clock.now(), draw()) })),
    setPaused: (id: string, paused: boolean): Promise<void> =>
      rows.change(id, (row) => (paused ? { ...row, paused: true } : without(row, 'paused'))),
    /** Looks as soon as no other list is read, whatever pauses; a look that waits for the person goes on. */
    look: async (id: string): Promise<void> => {
      const row = (await rows.all()).find((one) => one.id === id);
      if (row?.jobId !== undefined) return parts.resume(row.jobId);
      await rows.change(id, (now) => ({ ...now, asked: true, dueAt: clock.now() }));
    },
  };
};

export type ListWatchApi = ReturnType<typeof createListWatch>;

import { policyOf } from '@/lib/base/errorPolicy';
import { type Failure, failure, TokError } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { LiveRoom } from '@/lib/model/liveRoom';
import { liveWatchId, peopleBetween, type Watch } from '@/lib/model/watch/liveWatch';
import type { Clock } from '@/lib/ports/Clock';
import type { Watches } from '@/lib/ports/Watches';
import type { WatchRound } from './createWatchScheduler';

/** What watching for live streams needs. */
export interface LiveWatchParts {
  readonly watches: Watches;
  readonly clock: Clock;
  /** A person's room, by one request for that person. */
  room(uniqueId: string): Promise<Result<LiveRoom>>;
  /** Which rooms are live, by one request for all. */
  alive(roomIds: readonly string[]): Promise<Result<readonly { readonly roomId: string; readonly alive: boolean }[]>>;
  /** Whether a room's recording broke off by a failure, and is due to be begun again. */
  brokeOff(roomId: string): Promise<boolean>;
  /** Begins the recording; one that goes on already is a success. */
  record(uniqueId: string): Promise<Result<{ readonly recordingId: string }>>;
  /** Tells the person that a recording was begun. */
  announce(watch: Watch, recordingId: string): void;
}

const thrown = (error: unknown): Result<never> =>
  err(error instanceof TokError ? error.failure : failure('bug', String(error)));

const withoutError = ({ error: _, ...row }: Watch): Watch => ({ ...row, failures: 0 });
// One person's own trouble is no reason to ask the site less often for all.
const failed = (row: Watch, error: Failure): Watch => ({
  ...row,
  error,
  failures: policyOf(error.code).general ? row.failures + 1 : 0,
});
/** All were answered: what is wrong with one person is told until that person was asked for again. */
const answered = (row: Watch): Watch =>
  row.error && !policyOf(row.error.code).general ? { ...row, failures: 0 } : withoutError(row);
const oldestRead = (rows: readonly Watch[]): Watch | undefined =>
  rows.toSorted((a, b) => a.roomReadAt - b.roomReadAt)[0];

const DAY_MS = 86_400_000;
const USUAL_MS = 45 * 60_000;
const SOON_MS = 10 * 60_000;
const MOST_LIVES = 8;

const livesOf = ({ lives = [] }: Watch): NonNullable<Watch['lives']> => lives;

/** People go live at their usual times: whoever did so about this time of the day, and was not just asked for. */
const isLikely = (row: Watch, now: number): boolean =>
  now - row.roomReadAt >= SOON_MS &&
  livesOf(row).some(({ at }) => {
    const apart = (now - at) % DAY_MS;
    return Math.min(apart, DAY_MS - apart) <= USUAL_MS;
  });

const toldNotLive: ReadonlySet<string | undefined> = new Set(['not_live', 'live_ended']);

/**
 * "Record when @name goes live". A round costs one request. All rooms that are known are asked for at once, which finds who
 * goes on with a stream; who begins one gets a new room, though, so that most rounds ask for one person's room instead: who
 * usually goes live about now, else whoever was asked for longest ago. Whom there is only one of is always asked for in person.
 */
export const createLiveWatch = ({ watches, clock, room, alive, brokeOff, record, announce }: LiveWatchParts) => {
  const act = async (row: Watch, isLive: boolean): Promise<Watch> => {
    if (!isLive) return { ...row, takenRoom: '' };
    if (row.takenRoom === row.roomId && !(await brokeOff(row.roomId))) return row;
    // One person's trouble must not cost the others their round.
    const begun = await record(row.uniqueId).catch(thrown);
    // The next round tries again.
    if (!begun.ok) return { ...row, error: begun.error };
    announce(row, begun.value.recordingId);
    const lives = [...livesOf(row), { at: clock.now(), roomId: row.roomId }].slice(-MOST_LIVES);
    return { ...withoutError(row), takenRoom: row.roomId, lives };
  };

  const readRoom = async (row: Watch): Promise<Watch> => {
    const read = await room(row.uniqueId);
    const roomReadAt = clock.now();
    if (!read.ok) return { ...failed(row, read.error), roomReadAt };
    const { roomId, owner, status } = read.value;
    const nickname = owner.nickname || row.nickname;
    return act({ ...withoutError(row), roomId: roomId || row.roomId, nickname, roomReadAt }, status === 'live');
  };

  const askAll = async (rows: readonly Watch[]): Promise<readonly Watch[]> => {
    const lookedAt = clock.now();
    const known = rows.filter(({ roomId }) => roomId !== '');
    const answer = await alive(known.map(({ roomId }) => roomId));
    if (!answer.ok) return rows.map((row) => ({ ...failed(row, answer.error), lookedAt }));
    const live = new Set(answer.value.flatMap((one) => (one.alive ? [one.roomId] : [])));
    const looked: Watch[] = [];
    let believed = true;
    // One after the other: each recording begins with requests of its own. The site has called every room live (2026-07):
    // once somebody turns out not to be live, nobody else is asked for in this round.
    for (const row of rows.toSorted((a, b) => a.roomReadAt - b.roomReadAt)) {
      const before = { ...answered(row), lookedAt };
      const isLive = live.has(row.roomId);
      const after = believed || !isLive ? await act(before, isLive) : before;
      const lied = after.error && after.error !== before.error && toldNotLive.has(after.error.code);
      if (lied) believed = false;
      looked.push(lied ? before : after);
    }
    return looked;
  };

  const round: WatchRound = async (rows) => {
    const now = clock.now();
    const lastLook = Math.max(...rows.map(({ lookedAt }) => lookedAt));
    const readSince = rows.filter(({ roomReadAt }) => roomReadAt >= lastLook).length;
    const none = rows.every(({ roomId }) => roomId === '');
    const next = oldestRead(rows.filter((row) => isLikely(row, now))) ?? oldestRead(rows);
    if (!next || (rows.length > 1 && !none && readSince >= peopleBetween(rows.length))) return askAll(rows);
    const read = await readRoom(next);
    return rows.map((row) => (row.id === read.id ? read : row));
  };

  return {
    round,
    /** Begins to watch a person, asking for the room first: `removed` for somebody who is not there. Once more changes nothing. */
    add: async (uniqueId: string): Promise<Result<Watch>> => {
      const id = liveWatchId(uniqueId);
      const there = (await watches.all()).find((row) => row.id === id);
      if (there) return ok(there);
      const read = await room(uniqueId);
      if (!read.ok) return read;
      const now = clock.now();
      const { roomId, owner, status } = read.value;
      const watch: Watch = {
        ...{ id, kind: 'live', uniqueId, nickname: owner.nickname, roomId, createdAt: now, roomReadAt: now },
        ...{ dueAt: now, lookedAt: 0, failures: 0, takenRoom: '' },
      };
      await watches.put(status === 'live' ? await act(watch, true) : watch);
      return ok(watch);
    },
    remove: (id: string): Promise<void> => watches.delete(id),
  };
};

export type LiveWatch = ReturnType<typeof createLiveWatch>;

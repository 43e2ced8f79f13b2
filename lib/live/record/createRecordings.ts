import { createTries } from '@/lib/base/createTries';
import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { isOpenRecording, partName, type Recording, type RecordingPart } from '@/lib/model/live/recording';
import type { LiveRoom } from '@/lib/model/liveRoom';
import type { Settings } from '@/lib/model/settings';
import type { Clock } from '@/lib/ports/Clock';
import type { DownloadState, Downloads } from '@/lib/ports/Downloads';
import type { Recordings } from '@/lib/ports/Recordings';
import { addressOf, chooseStream } from './chooseStream';
import type { RecordingOrder, Runner } from './createRunner';
import { LOST_MS, type PartStore } from './Parts';

export interface RecordingsParts {
  readonly rows: Recordings;
  readonly clock: Clock;
  readonly downloads: Downloads;
  readonly runner: Runner;
  readonly store: Pick<PartStore, 'list' | 'url' | 'drop'>;
  /** The room of a person, live or not. */
  room(uniqueId: string): Promise<Result<LiveRoom>>;
  settings(): Promise<Settings>;
  /** Where the recording's files go, below the downloads folder, without number and extension. */
  pathOf(room: LiveRoom, settings: Settings): Result<string>;
  /** Something of a recording is not through: look again at this time at the latest. */
  wakeAt?(time: number): Promise<void>;
  /** Tells of a recording whose row changed. */
  onChange?(id: string): void;
}

/** Recordings of live rooms, from the press to the saved files. */
export interface RecordingsApi {
  /** Starts recording a person's live; one that runs already is the answer. Errors: see docs/api.md. */
  start(uniqueId: string): Promise<Result<string>>;
  stop(id: string): Promise<void>;
  /** Where the stream of a recording is now; undefined once the room is over. */
  locate(id: string): Promise<Result<string | undefined>>;
  /** The recording of a person's live that goes on now. */
  runningOf(uniqueId: string): Promise<Recording | undefined>;
  /** Whether the last recording of a room broke off by a failure, and is due to be begun again: each time a little later. */
  brokeOff(roomId: string): Promise<boolean>;
  /** The last part of a recording that is saved. */
  savedPart(
    id: string,
  ): Promise<{ readonly path: string; readonly downloadId?: number; readonly folder?: string } | undefined>;
  /** Takes a recording that ended out of the list; its files stay. Error: `input` for one that goes on or that there is not. */
  remove(id: string): Promise<Result<Record<string, never>>>;
  /** Looks what is to be done: takes up what runs no more, saves the parts that are whole. */
  wake(): Promise<void>;
}

const LOOK_AGAIN_MS = 60_000;

// More than anybody's lives of a few hours.
const RECENT = 100;
const MOST_DOUBLINGS = 6;

const MEGABYTE = 1_000_000;

const refusal = (room: LiveRoom): Failure | undefined => {
  if (room.status === 'ended' && room.roomId !== '') return failure('live_ended', 'the room is over');
  return room.status === 'live' ? undefined : failure('not_live', room.roomId === '' ? 'no room' : room.status);
};

const rulesOf = ({ live }: Settings, soundOnly: boolean, row: Pick<Recording, 'durationMs' | 'bytes' | 'parts'>) => {
  // A limit that was passed while nobody recorded still ends with the next byte: 0 would mean none.
  const left = (limit: number, had: number): number => (limit === 0 ? 0 : Math.max(1, limit - had));
  return {
    maxPartMs: live.splitMinutes * 60_000,
    maxPartBytes: live.splitMegabytes * MEGABYTE,
    soundOnly,
    container: live.container,
    maxMs: left(live.stopHours * 3_600_000, row.durationMs),
    maxBytes: left(live.stopGigabytes * 1000 * MEGABYTE, row.bytes),
    firstPart: 1 + Math.max(0, ...row.parts.map(({ index }) => index)),
  };
};

const keyOf = (id: string, { index }: RecordingPart): string => `${id}/${index}`;

const NAME_LOOKS = 10;
const NAME_LOOK_MS = 20;

/**
 * Whether what lies under the name can only be of the part itself: an earlier download of it, which had to choose a name
 * that was free, chose this one. A browser that is killed forgets downloads that were whole (seen in Chromium 156).
 */
const isOurs = ({ path }: RecordingPart, wanted: string): boolean =>
  path?.replaceAll('\\', '/').endsWith(`/${wanted}`) === true;

export const createRecordings = (parts: RecordingsParts): RecordingsApi => {
  const { rows, clock, downloads, runner, store } = parts;
  const tries = createTries(() => clock.now());
  /** Downloads of parts that were seen to run: a bulk job ends thousands of others. */
  const running = new Set<number>();
  let turn: Promise<unknown> = Promise.resolve();

  /** One look after the other: two at once would hand a part to the browser twice. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };

  const change = async (id: string, how: (row: Recording) => Recording): Promise<Recording | undefined> => {
    const row = await rows.change(id, how);
    parts.onChange?.(id);
    return row;
  };

  const changePart = (id: string, index: number, news: Partial<RecordingPart>): Promise<Recording | undefined> =>
    change(id, (row) => ({
      ...row,
      parts: row.parts.map((part) => (part.index === index ? { ...part, ...news } : part)),
    }));

  const locate = async (id: string): Promise<Result<string | undefined>> => {
    const row = await rows.get(id);
    if (!row) return ok(undefined);
    const read = await parts.room(row.uniqueId);
    if (!read.ok) return read;
    const room = read.value;
    if (room.status !== 'live' || room.roomId !== row.roomId) return ok(undefined);
    await change(id, (old) => ({ ...old, viewers: room.viewers }));
    // The site gives one quality in two codecs: a change of it begins another part.
    const alike = room.streams.filter(({ quality }) => quality === row.quality);
    const same = alike.find(({ codec }) => codec === row.codec) ?? alike[0];
    return ok((same && addressOf(same)) ?? chooseStream(room, await parts.settings())?.address ?? row.address);
  };

  const run = async (row: Recording): Promise<void> => {
    const order: RecordingOrder = {
      id: row.id,
      address: row.address,
      rules: rulesOf(await parts.settings(), row.soundOnly, row),
    };
    await runner.start(order);
  };

  /** The document or the browser went away: what was written is whole parts now. */
  const recoverParts = async (row: Recording): Promise<void> => {
    const kept = await store.list(row.id);
    const bytesOf = (index: number): number => kept.find((part) => part.index === index)?.bytes ?? 0;
    const known = new Set(row.parts.map(({ index }) => index));
    const found = kept.filter(({ index }) => !known.has(index));
    const torn = row.parts.some(({ state }) => state === 'writing') || found.length > 0;
    await change(row.id, (old) => ({
      ...old,
      ...(torn ? { recovered: true } : {}),
      parts: [
        ...old.parts.map((part): RecordingPart => {
          if (part.state !== 'writing') return part;
          const bytes = bytesOf(part.index);
          return bytes > 0 ? { ...part, bytes, state: 'kept' } : { ...part, state: 'lost' };
        }),
        ...found.map(
          ({ index, bytes }): RecordingPart => ({ index, bytes, at: old.durationMs, durationMs: 0, state: 'kept' }),
        ),
      ].sort((a, b) => a.index - b.index),
    }));
  };

  /** A room that is still live is taken up again. */
  const takeUp = async (row: Recording): Promise<void> => {
    const silent = clock.now() - row.updatedAt;
    const located = silent > LOST_MS ? ok(undefined) : await locate(row.id);
    // Nobody can say now whether it goes on: the next look asks again.
    if (!located.ok) return;
    const address = located.value;
    if (address === undefined) {
      await change(row.id, (old) => ({ ...old, state: 'saving', ended: 'over' }));
      return;
    }
    const gap = row.durationMs > 0 ? [{ at: row.durationMs, ms: silent }] : [];
    const next = await change(row.id, (old) => ({
      ...old,
      address,
      gaps: [...old.gaps, ...gap],
      updatedAt: clock.now(),
    }));
    if (next) await run(next);
  };

  const settle = async (id: string, part: RecordingPart, state: DownloadState): Promise<void> => {
    if (state.state === 'complete') {
      const place = state.folder === undefined ? { downloadId: state.id } : { folder: state.folder };
      await changePart(id, part.index, { state: 'saved', path: state.path, ...place });
      await store.drop(id, part.index);
    } else if (state.state === 'interrupted') {
      const { error } = state;
      tries.failed(keyOf(id, part));
      await changePart(id, part.index, { state: 'kept' });
      if (error) await change(id, (row) => ({ ...row, error }));
    }
    if (state.state === 'running') {
      running.add(state.id);
      // In a granted folder a running file has no name yet, only one that it asks for.
      if (state.path !== '' && state.folder === undefined) await changePart(id, part.index, { path: state.path });
    } else running.delete(state.id);
  };

  const savePart = async (row: Recording, part: RecordingPart): Promise<void> => {
    if (tries.pauses(keyOf(row.id, part))) return;
    const held = await store.url(row.id, part.index);
    if (!held || held.bytes === 0) {
      await changePart(row.id, part.index, { state: 'lost' });
      return;
    }
    await changePart(row.id, part.index, { state: 'saving', url: held.url, bytes: held.bytes });
    const path = `${row.basePath}-${partName(part.index)}.${held.container}`;
    const started = await downloads.start({
      url: held.url,
      path,
      conflict: isOurs(part, path) && (await downloads.folder?.()) === undefined ? 'overwrite' : 'uniquify',
    });
    if (!started.ok) {
      const { error } = started;
      tries.failed(keyOf(row.id, part));
      await changePart(row.id, part.index, { state: 'kept' });
      await change(row.id, (old) => ({ ...old, error }));
      return;
    }
    running.add(started.value);
    await changePart(row.id, part.index, { downloadId: started.value });
    let state = await downloads.findById(started.value);
    // The browser chooses the name a moment after it began: a kill before the row knows it would save the part twice.
    for (let looks = 0; looks < NAME_LOOKS && state?.state === 'running' && state.path === ''; looks += 1) {
      await clock.sleep(NAME_LOOK_MS);
      state = await downloads.findById(started.value);
    }
    if (state) await settle(row.id, part, state);
  };

  const lookAtPart = async (row: Recording, part: RecordingPart): Promise<void> => {
    if (part.state === 'kept') return savePart(row, part);
    if (part.state !== 'saving') return;
    const { downloadId, url } = part;
    const state =
      downloadId === undefined ? url && (await downloads.findByUrl(url)) : await downloads.findById(downloadId);
    if (state) await settle(row.id, part, state);
    // The browser knows nothing of it: it was never begun.
    else await changePart(row.id, part.index, { state: 'kept' });
  };

  const finish = async (id: string): Promise<void> => {
    const row = await rows.get(id);
    if (row?.state !== 'saving') return;
    if (row.parts.some(({ state }) => state !== 'saved' && state !== 'lost')) return;
    // A worker that died right after a part was saved has not let go of its bytes.
    for (const { index } of row.parts) await store.drop(id, index);
    // What a closed browser left became news when it was saved.
    const updatedAt = clock.now();
    const some = row.parts.some(({ state }) => state === 'saved');
    // A part that had just begun when the browser was killed: nothing that was ever written is lost with it.
    const written = row.parts.filter(({ state, bytes }) => state === 'saved' || bytes > 0);
    await change(id, (before) => {
      const old = { ...before, parts: written };
      if (some && old.ended !== 'failed') {
        const { error: _, ...rest } = old;
        return { ...rest, state: 'done', updatedAt };
      }
      const error = old.error ?? failure('network', 'nothing was recorded');
      return { ...old, state: some ? 'done' : 'failed', updatedAt, ...(some && !old.error ? {} : { error }) };
    });
  };

  const lookAt = async (id: string, running: readonly string[]): Promise<void> => {
    // As it is after `running` was told: what was stopped in between runs no more, and would be taken up again by an older row.
    const row = await rows.get(id);
    if (!row) return;
    if (!running.includes(row.id)) {
      const isTorn = row.parts.some(({ state }) => state === 'writing');
      if (row.state === 'recording' || isTorn) await recoverParts(row);
      if (row.state === 'recording') await takeUp(row);
    }
    for (const part of (await rows.get(row.id))?.parts ?? []) await lookAtPart(row, part);
    await finish(row.id);
    parts.onChange?.(row.id);
  };

  const look = async (): Promise<void> => {
    const open = await rows.open();
    // Asking who runs opens a document in Chromium.
    if (open.length === 0) return;
    // Before anything can fail or the worker die: nobody else would look again.
    await parts.wakeAt?.(clock.now() + LOOK_AGAIN_MS);
    const alive = await runner.running();
    const failures: unknown[] = [];
    for (const { id } of open) await lookAt(id, alive).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };

  const begin = async (room: LiveRoom): Promise<Result<string>> => {
    const twin = (await rows.open()).find(({ roomId, state }) => roomId === room.roomId && state === 'recording');
    if (twin) return ok(twin.id);
    const settings = await parts.settings();
    const stream = chooseStream(room, settings);
    if (!stream) return err(failure(room.withheld ?? 'no_stream', 'live, but no stream'));
    const path = parts.pathOf(room, settings);
    if (!path.ok) return path;
    const now = clock.now();
    const row: Recording = {
      id: `${room.roomId}-${now.toString(36)}`,
      roomId: room.roomId,
      uniqueId: room.owner.uniqueId,
      nickname: room.owner.nickname,
      title: room.title,
      state: 'recording',
      basePath: path.value,
      ...stream,
      parts: [],
      gaps: [],
      durationMs: 0,
      bytes: 0,
      viewers: room.viewers,
      startedAt: now,
      updatedAt: now,
    };
    await rows.put(row);
    await parts.wakeAt?.(now + LOOK_AGAIN_MS);
    await run(row);
    parts.onChange?.(row.id);
    return ok(row.id);
  };

  downloads.onEnd((id) => {
    if (running.delete(id)) inTurn(look).catch((error: unknown) => console.error('TokShelf recordings', error));
  });

  return {
    start: async (uniqueId) => {
      const read = await parts.room(uniqueId);
      if (!read.ok) return read;
      const refused = refusal(read.value);
      return refused ? err(refused) : inTurn(() => begin(read.value));
    },
    stop: async (id) => {
      await runner.stop(id);
      await inTurn(async () => {
        // A look may have taken it up again meanwhile.
        await runner.stop(id);
        // Stopped between two lives of its runner: nothing runs that could end it.
        if ((await rows.get(id))?.state === 'recording')
          await change(id, (old) => ({ ...old, state: 'saving', ended: 'stopped' }));
        await look();
      });
    },
    locate,
    runningOf: async (uniqueId) =>
      (await rows.open()).find(
        (row) => row.state === 'recording' && row.uniqueId.toLowerCase() === uniqueId.toLowerCase(),
      ),
    brokeOff: async (roomId) => {
      const ofRoom = (await rows.recent(RECENT)).filter((row) => row.roomId === roomId);
      const [last] = ofRoom;
      if (last?.ended !== 'failed') return false;
      const failures = ofRoom.filter(({ ended }) => ended === 'failed').length;
      return clock.now() - last.updatedAt >= LOOK_AGAIN_MS * 2 ** Math.min(MOST_DOUBLINGS, failures - 1);
    },
    savedPart: async (id) => {
      const saved = (await rows.get(id))?.parts.findLast(({ state }) => state === 'saved');
      if (saved?.path === undefined) return undefined;
      const { path, downloadId, folder } = saved;
      if (folder !== undefined) return { path, folder };
      return { path, ...(downloadId === undefined ? {} : { downloadId }) };
    },
    remove: (id) =>
      inTurn(async () => {
        const row = await rows.get(id);
        if (!row || isOpenRecording(row)) return err(failure('input', row ? 'it goes on' : 'no such recording'));
        await rows.delete(id);
        return ok({});
      }),
    wake: () => inTurn(look),
  };
};

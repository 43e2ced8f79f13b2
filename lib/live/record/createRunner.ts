import { failure } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import type { OpenStream } from '@/lib/live/media/LivePiece';
import type { Recording, RecordingPart, RecordingPlace } from '@/lib/model/live/recording';
import type { Clock } from '@/lib/ports/Clock';
import type { Recordings } from '@/lib/ports/Recordings';
import type { PartNews } from './createPartCutter';
import type { PartStore, RecordingEnd } from './Parts';
import { type RecorderRules, type RecordingNews, recordStream } from './recordStream';

/** What a recording is started with; JSON, since it crosses from the worker. */
export interface RecordingOrder {
  readonly id: string;
  readonly address: string;
  readonly rules: RecorderRules;
}

/** A recording that has begun, for what goes along with it. */
export type StartedRecording = Pick<Recording, 'id' | 'roomId' | 'uniqueId' | 'basePath' | 'startedAt'>;

/** Goes along with a recording from its first byte to its end, and is told how far it reaches: the chat. */
export type Companion = (recording: StartedRecording) => { at(place: RecordingPlace): void; stop(): Promise<void> };

export interface RunnerParts {
  readonly rows: Recordings;
  readonly clock: Clock;
  readonly open: OpenStream;
  readonly store: PartStore;
  /** Where the stream is now; undefined once the room is over. */
  locate(id: string): Promise<Result<string | undefined>>;
  /** A part is whole, or the recording came to its end: there is something to save. */
  onWork(id: string): void;
  readonly companion?: Companion;
}

/** Runs recordings where their bytes flow: in the offscreen document, an event page, or Node. */
export interface Runner {
  /** Starts a recording; nothing happens when it runs already. */
  start(order: RecordingOrder): Promise<void>;
  /** Stops it; what was recorded is kept. */
  stop(id: string): Promise<void>;
  running(): Promise<readonly string[]>;
}

// Often enough for a clock that people watch, rare enough for a database.
const NEWS_MS = 1_000;

const partRow = (news: PartNews, state: RecordingPart['state'], at: number): RecordingPart => ({
  index: news.index,
  bytes: news.bytes,
  at: at + news.at,
  durationMs: news.durationMs,
  state,
  ...news.picture,
});

const withPart = (row: Recording, part: RecordingPart): Recording => ({
  ...row,
  parts: [...row.parts.filter(({ index }) => index !== part.index), part].sort((a, b) => a.index - b.index),
});

export const createRunner = (parts: RunnerParts): Runner => {
  const { rows, clock } = parts;
  const running = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>();

  const run = async ({ id, address, rules }: RecordingOrder, signal: AbortSignal): Promise<void> => {
    const before = await rows.get(id);
    if (!before) return;
    let companion: ReturnType<Companion> | undefined;
    let toldAt = 0;
    let last: RecordingNews = { durationMs: 0, bytes: 0, gaps: [] };
    // One change after the other, in the order of what happened.
    let writes: Promise<unknown> = Promise.resolve();
    const write = (change: (row: Recording) => Recording): void => {
      writes = writes
        .then(() => rows.change(id, (row) => ({ ...change(row), updatedAt: clock.now() })))
        // The next one tells all that this one did.
        .catch((error: unknown) => console.error('TokShelf recording', error));
    };
    const counted = (row: Recording): Recording => ({
      ...row,
      durationMs: before.durationMs + last.durationMs,
      bytes: before.bytes + last.bytes,
      gaps: [...before.gaps, ...last.gaps.map(({ at, ms }) => ({ at: before.durationMs + at, ms }))],
    });

    const placeOf = ({ index, at, picture }: PartNews): RecordingPlace => ({
      position: before.durationMs + last.durationMs,
      part: { index, at: before.durationMs + at, ...(picture ? { picture } : {}) },
    });

    const onPart = (news: PartNews): void => {
      if (news.open) companion?.at(placeOf(news));
      const now = clock.now();
      if (news.open && now - toldAt < NEWS_MS) return;
      toldAt = now;
      const row = partRow(news, news.open ? 'writing' : 'kept', before.durationMs);
      write((old) => withPart(counted(old), row));
      if (!news.open) void writes.then(() => parts.onWork(id));
    };
    const onNews = (news: RecordingNews): void => {
      last = news;
      companion ??= parts.companion?.(before);
    };

    let end: RecordingEnd;
    try {
      end = await recordStream(
        address,
        rules,
        {
          clock,
          open: parts.open,
          openPart: (index) => parts.store.open(id, index),
          locate: () => parts.locate(id),
          onPart,
          onNews,
        },
        signal,
      );
    } catch (error) {
      end = { reason: 'failed', error: failure('bug', error instanceof Error ? error.message : String(error)) };
    }
    await companion?.stop();
    write((row) => ({
      ...counted(row),
      state: 'saving',
      ended: end.reason,
      ...(end.reason === 'failed' ? { error: end.error } : {}),
      parts: row.parts.map((part) => (part.state === 'writing' ? { ...part, state: 'kept' } : part)),
    }));
    await writes;
  };

  return {
    start: async (order) => {
      if (running.has(order.id)) return;
      const stop = new AbortController();
      const done = run(order, stop.signal)
        .catch((error: unknown) => console.error('TokShelf recording', error))
        .finally(() => {
          running.delete(order.id);
          parts.onWork(order.id);
        });
      running.set(order.id, { stop, done });
    },
    stop: async (id) => {
      const one = running.get(id);
      one?.stop.abort();
      await one?.done;
    },
    running: async () => [...running.keys()],
  };
};

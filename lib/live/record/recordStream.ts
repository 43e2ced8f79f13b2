import { policyOf } from '@/lib/base/errorPolicy';
import { type Failure, failure } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import { createHlsFollower } from '@/lib/live/hls/createHlsFollower';
import type { LivePiece, OpenStream } from '@/lib/live/media/LivePiece';
import type { Clock } from '@/lib/ports/Clock';
import { createPartCutter, type PartCutter, type PartNews, type PartRules } from './createPartCutter';
import { LOST_MS, type PartSink, type RecordingEnd } from './Parts';
import { readPieces } from './readPieces';

/** A hole in a recording: where it is, and how long nothing came. */
export interface Gap {
  readonly at: number;
  readonly ms: number;
}

/** How a recording stands. */
export interface RecordingNews {
  readonly durationMs: number;
  readonly bytes: number;
  readonly gaps: readonly Gap[];
}

export interface RecorderPorts {
  readonly clock: Clock;
  readonly open: OpenStream;
  openPart(index: number): Promise<PartSink>;
  /** Where the stream is now; undefined once the room is over. Asked whenever a connection ended. */
  locate(): Promise<Result<string | undefined>>;
  onPart(news: PartNews): void;
  onNews(news: RecordingNews): void;
}

export interface RecorderRules extends PartRules {
  /** 0 = until the stream is over. */
  readonly maxMs: number;
  readonly maxBytes: number;
  readonly firstPart: number;
}

/** A stream that sends nothing for so long has stalled: players of the site give up then, too. */
export const STALL_MS = 30_000;

const LOOK_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
const MOST_TRIES = 10;

// A host that closes every connection after its first bytes is asked less and less often, like one that refuses.
const STEADY_MS = 10_000;
const UNSTEADY_TRIES = 5;

// One write that fails costs a part; a disk that takes none would be written to for hours.
const MOST_LOST_WRITES = 3;

/** It tells nothing of the room: there may be no network at all. */
const isLineLost = ({ code }: Failure): boolean => {
  const { lineMayBeLost, waitsFor } = policyOf(code);
  return lineMayBeLost === true || waitsFor === 'offline';
};

/** How one connection ended. */
type Ended = { readonly by: 'end' | 'limit' } | { readonly by: 'error' | 'disk'; readonly error: Failure };

const pauseAfter = (tries: number): number => (tries === 0 ? 0 : Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** (tries - 1)));

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

const isFull = (error: unknown): boolean => error instanceof Error && error.name === 'QuotaExceededError';

const diskFailure = (error: unknown): Failure => failure(isFull(error) ? 'space' : 'file', messageOf(error));

/**
 * Records a stream until it is over, `signal` aborts, or a limit is reached: connects again with pauses where a connection
 * breaks or stalls, and marks each gap. Every part that was opened is closed when this resolves.
 */
export const recordStream = async (
  address: string,
  rules: RecorderRules,
  ports: RecorderPorts,
  signal: AbortSignal,
): Promise<RecordingEnd> => {
  const { clock } = ports;
  let lostWrites = 0;
  let lastLoss: unknown;
  const counted = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      lostWrites += 1;
      lastLoss = error;
      throw error;
    }
  };
  const openPart = async (index: number): Promise<PartSink> => {
    const sink = await counted(ports.openPart(index));
    return {
      write: async (bytes) => {
        await counted(sink.write(bytes));
        lostWrites = 0;
      },
      close: () => sink.close(),
    };
  };
  const cutter: PartCutter = createPartCutter({ ...ports, openPart, rules, firstPart: rules.firstPart });
  const gaps: Gap[] = [];
  let silentSince = clock.now();
  let aliveAt = clock.now();
  let flowed = false;
  let broken = false;
  const alive = (): void => {
    aliveAt = clock.now();
  };
  const hls = createHlsFollower({ clock, open: ports.open, alive });

  const tell = (): void => {
    ports.onNews({ durationMs: cutter.position(), bytes: cutter.bytes(), gaps });
    const part = cutter.news();
    if (part) ports.onPart(part);
  };

  const isEnough = (): boolean =>
    (rules.maxMs > 0 && cutter.position() >= rules.maxMs) || (rules.maxBytes > 0 && cutter.bytes() >= rules.maxBytes);

  /** Called with every piece: the first after a break ends the gap; a playlist tells itself what is missing. */
  const hear = ({ lostMs, breaks }: LivePiece): void => {
    const now = clock.now();
    const ms = lostMs ?? (broken ? now - silentSince : 0);
    if (ms > 0 && cutter.position() > 0) gaps.push({ at: cutter.position(), ms });
    if (breaks) cutter.restart();
    broken = false;
    silentSince = now;
    aliveAt = now;
    flowed = true;
  };

  const follow = async (stream: ReadableStream<Uint8Array>, at: string, line: AbortSignal): Promise<Ended> => {
    for await (const piece of readPieces(stream, at, hls, line)) {
      if (!piece.ok) return { by: 'error', error: piece.error };
      hear(piece.value);
      for (const event of piece.value.events) await cutter.take(event);
      if (lostWrites >= MOST_LOST_WRITES) return { by: 'disk', error: diskFailure(lastLoss) };
      tell();
      if (isEnough()) return { by: 'limit' };
    }
    return { by: 'end' };
  };

  const connect = async (address: string): Promise<Ended> => {
    let at = address;
    const line = new AbortController();
    const hangUp = (): void => line.abort();
    signal.addEventListener('abort', hangUp);
    silentSince = broken ? silentSince : clock.now();
    alive();
    let done = false;
    let stalled = false;
    const watch = async (): Promise<void> => {
      while (!done && !stalled) {
        await clock.sleep(LOOK_MS);
        stalled = clock.now() - aliveAt >= STALL_MS;
      }
      if (!done) line.abort();
    };
    void watch();
    try {
      const opened = await ports.open(at, line.signal, (to) => {
        at = to;
      });
      const ended = opened.ok ? await follow(opened.value, at, line.signal) : undefined;
      if (ended && stalled) return { by: 'error', error: failure('timeout', 'stalled') };
      return ended ?? { by: 'error', error: opened.ok ? failure('network') : opened.error };
    } catch (error) {
      if (isFull(error)) return { by: 'disk', error: diskFailure(error) };
      return { by: 'error', error: stalled ? failure('timeout', 'stalled') : failure('network', messageOf(error)) };
    } finally {
      done = true;
      signal.removeEventListener('abort', hangUp);
    }
  };

  const run = async (): Promise<RecordingEnd> => {
    let at = address;
    for (let tries = 0; ; ) {
      flowed = false;
      const from = cutter.position();
      const ended = await connect(at);
      if (signal.aborted) return { reason: 'stopped' };
      if (ended.by === 'limit') return { reason: 'limit' };
      if (ended.by === 'disk') return { reason: 'failed', error: ended.error };
      if (flowed) tries = cutter.position() - from >= STEADY_MS ? 0 : Math.min(tries, UNSTEADY_TRIES);
      broken = true;
      cutter.restart();
      await clock.sleep(pauseAfter(tries));
      if (signal.aborted) return { reason: 'stopped' };
      tries += 1;
      const located = await ports.locate().catch(
        (error: unknown): Result<string> => ({
          ok: false,
          error: failure('network', messageOf(error)),
        }),
      );
      if (located.ok && located.value === undefined) return { reason: 'over' };
      const error = ended.by === 'error' ? ended.error : located.ok ? undefined : located.error;
      if (!located.ok && isLineLost(located.error) && clock.now() - silentSince < LOST_MS) {
        // A laptop that slept or lost its network goes on with the same stream: tries of that kind are not counted.
        tries = Math.min(tries, UNSTEADY_TRIES);
        continue;
      }
      if (tries > MOST_TRIES) return { reason: 'failed', error: error ?? failure('network', 'nothing came any more') };
      at = (located.ok && located.value) || at;
    }
  };

  const end = await run();
  try {
    await cutter.close();
  } catch (error) {
    tell();
    return end.reason === 'failed' ? end : { reason: 'failed', error: diskFailure(error) };
  }
  ports.onNews({ durationMs: cutter.position(), bytes: cutter.bytes(), gaps });
  return end;
};

import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { LivePiece, OpenStream } from '@/lib/live/media/LivePiece';
import type { Clock } from '@/lib/ports/Clock';
import { createSegmentReader } from './createSegmentReader';
import { createWindow } from './createWindow';
import { LARGEST_PLAYLIST, type Playlist, readPlaylist, type Segment } from './readPlaylist';
import { pieceOrAbort, readWhole } from './readWhole';

export interface HlsParts {
  readonly clock: Clock;
  readonly open: OpenStream;
  /** Called with every piece of a segment: the line is not dead though its segment is not whole. */
  alive(): void;
}

type MediaPlaylist = Extract<Playlist, { readonly type: 'media' }>;

// Ten seconds of 4K at 25 Mbit/s; a larger one is damage, and would fill the memory.
const LARGEST_SEGMENT = 32_000_000;

const TRIES = 3;
const TRY_AGAIN_MS = 500;

// A master leads to its streams; one that leads to masters leads nowhere.
const MOST_MASTERS = 2;

const SHORTEST_PAUSE_MS = 500;

/**
 * Follows an HLS stream over reloads of its playlist. It remembers what it took, so one follower serves a recording over
 * all its connections.
 */
export const createHlsFollower = ({ clock, open, alive }: HlsParts) => {
  const window = createWindow();
  const readSegment = createSegmentReader();
  let lostMs = 0;
  let heardAt = clock.now();
  let lastTime: number | undefined;
  let failed: string | undefined;
  let init: { readonly address: string; readonly bytes: Uint8Array } | undefined;

  const pause = (ms: number, signal: AbortSignal) => pieceOrAbort(clock.sleep(ms), signal);

  const load = async (
    at: string,
    signal: AbortSignal,
    { largest, moved, heard }: { largest: number; moved?: (to: string) => void; heard?: () => void },
  ): Promise<Result<Uint8Array>> => {
    try {
      const opened = await pieceOrAbort(open(at, signal, moved), signal);
      if (!opened) return err(failure('timeout', 'hls: hung up'));
      return opened.ok ? await readWhole(opened.value, largest, signal, heard) : opened;
    } catch (error) {
      return err(failure('network', error instanceof Error ? error.message : String(error)));
    }
  };

  const loadInit = async (at: string, signal: AbortSignal): Promise<Result<Uint8Array>> => {
    if (init?.address === at) return ok(init.bytes);
    const loaded = await load(at, signal, { largest: LARGEST_PLAYLIST });
    if (loaded.ok) init = { address: at, bytes: loaded.value };
    return loaded;
  };

  const loadSegment = async (segment: Segment, signal: AbortSignal): Promise<Result<Uint8Array>> => {
    const before = segment.init === undefined ? ok(new Uint8Array(0)) : await loadInit(segment.init, signal);
    if (!before.ok) return before;
    const loaded = await load(segment.address, signal, { largest: LARGEST_SEGMENT, heard: alive });
    if (!loaded.ok || before.value.length === 0) return loaded;
    const joined = new Uint8Array(before.value.length + loaded.value.length);
    joined.set(before.value);
    joined.set(loaded.value, before.value.length);
    return ok(joined);
  };

  const read = async (segment: Segment, signal: AbortSignal): Promise<Result<LivePiece>> => {
    let error: Failure = failure('file', 'hls: a missing segment');
    for (let tries = 0; tries < TRIES && !segment.missing && !signal.aborted; tries += 1) {
      if (tries > 0) await pause(TRY_AGAIN_MS * tries, signal);
      const loaded = await loadSegment(segment, signal);
      const events = loaded.ok ? await readSegment(loaded.value) : loaded;
      if (events.ok) return ok({ events: events.value, lostMs: 0, breaks: segment.breaks });
      error = events.error;
    }
    return err(error);
  };

  /** How much is missing before these events: their times tell it to the millisecond, unless they began anew. */
  const measured = (events: LivePiece['events'], told: number): number => {
    const times = events.flatMap((event) => (event.type === 'packet' ? [event.packet.decodeTime] : []));
    const missing = (times[0] ?? 0) - (lastTime ?? 0);
    const fits = told > 0 && lastTime !== undefined && missing > 0 && missing < 2 * told;
    lastTime = times.at(-1);
    return fits ? missing : told;
  };

  /** Takes what a playlist brings; a failure that another connection may mend is given, others become gaps. */
  async function* takeFresh(playlist: MediaPlaylist, signal: AbortSignal): AsyncGenerator<Result<LivePiece>> {
    const news = window.take(playlist);
    if (news.restarted) lostMs += Math.max(1, clock.now() - heardAt);
    lostMs += news.lostMs;
    for (const segment of news.fresh) {
      const piece = await read(segment, signal);
      if (signal.aborted) return;
      if (!piece.ok && piece.error.code !== 'file' && failed !== segment.address) {
        failed = segment.address;
        yield piece;
        return;
      }
      window.done(segment);
      if (!piece.ok) {
        lostMs += segment.ms;
        continue;
      }
      heardAt = clock.now();
      const missing = measured(piece.value.events, lostMs);
      const given = { ...piece.value, lostMs: missing, breaks: piece.value.breaks || missing > 0 };
      lostMs = 0;
      yield ok(given);
    }
  }

  return {
    /**
     * Follows from a playlist that was just loaded from `address`, until the sender ends it, `signal` aborts, or an error
     * that is the last thing given.
     */
    follow: async function* (text: string, address: string, signal: AbortSignal): AsyncGenerator<Result<LivePiece>> {
      let at = address;
      let masters = 0;
      let bytes = new TextEncoder().encode(text);
      let before = '';
      while (!signal.aborted) {
        const loadedAt = clock.now();
        const now = new TextDecoder().decode(bytes);
        const playlist = readPlaylist(now, at);
        if (!playlist.ok) return yield playlist;
        if (playlist.value.type === 'master') {
          masters += 1;
          at = playlist.value.streams[0] ?? at;
          if (masters >= MOST_MASTERS) return yield err(failure('file', 'hls: masters lead to masters'));
        } else {
          for await (const piece of takeFresh(playlist.value, signal)) {
            yield piece;
            if (!piece.ok) return;
          }
          if (playlist.value.ended) return;
          // A playlist that did not change is asked for again sooner (RFC 8216, 6.3.4).
          const wait = playlist.value.targetMs / (now === before ? 2 : 1);
          await pause(Math.max(SHORTEST_PAUSE_MS, loadedAt + wait - clock.now()), signal);
          before = now;
        }
        if (signal.aborted) return;
        const moved = (to: string): void => {
          at = to;
        };
        const loaded = await load(at, signal, { largest: LARGEST_PLAYLIST, moved });
        if (!loaded.ok) return yield loaded;
        bytes = new Uint8Array(loaded.value);
      }
    },
  };
};

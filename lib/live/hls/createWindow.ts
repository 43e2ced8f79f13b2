import type { Playlist, Segment } from './readPlaylist';

type MediaPlaylist = Extract<Playlist, { readonly type: 'media' }>;

/** What a playlist brings that was not taken yet. */
export interface WindowNews {
  readonly fresh: readonly Segment[];
  /** The window moved past files that were never taken: what they lasted, as far as can be told. */
  readonly lostMs: number;
  /** Nothing of it continues what was taken: another stream, or its sender counts anew. */
  readonly restarted: boolean;
}

// Far more than a window of the site has, and few enough to keep for hours.
const REMEMBERED = 256;

// Where a player begins that does not want to run dry (RFC 8216, 6.3.3).
const TARGETS_FROM_END = 3;

/** Signatures in the query change from one reload to the next. */
const nameOf = ({ address }: Segment): string => (URL.canParse(address) ? new URL(address).pathname : '');

const fromNow = ({ segments, targetMs, ended }: MediaPlaylist): readonly Segment[] => {
  if (ended) return segments;
  let left = targetMs * TARGETS_FROM_END;
  const start = segments.findLastIndex(({ ms }) => {
    left -= ms;
    return left < 0;
  });
  return segments.slice(Math.min(start + 1, segments.length - 1));
};

/** Remembers what was taken of a stream, over reloads and over connections: no file of it twice, and none left out unseen. */
export const createWindow = () => {
  const names = new Map<number, string>();
  let next: number | undefined;

  const take = (playlist: MediaPlaylist): WindowNews => {
    const { segments, first } = playlist;
    const nothing = { fresh: [], lostMs: 0, restarted: false };
    if (segments.length === 0) return nothing;
    if (next === undefined) return { ...nothing, fresh: fromNow(playlist) };
    const wanted = next;
    const seen = segments.filter(({ sequence }) => names.has(sequence));
    if (seen.some((segment) => names.get(segment.sequence) === nameOf(segment)))
      return { ...nothing, fresh: segments.filter(({ sequence }) => sequence >= wanted) };
    if (seen.length === 0 && first >= wanted) {
      const average = segments.reduce((sum, { ms }) => sum + ms, 0) / segments.length;
      return { fresh: segments, lostMs: Math.round((first - wanted) * average), restarted: false };
    }
    // The numbers say something else than the names: a sender that does not count, or one that began anew.
    const known = new Set(names.values());
    const last = segments.findLastIndex((segment) => known.has(nameOf(segment)));
    return { ...nothing, fresh: segments.slice(last + 1), restarted: last < 0 };
  };

  return {
    take,
    /** The segment was read, or given up. */
    done: (segment: Segment): void => {
      next = segment.sequence + 1;
      names.delete(segment.sequence);
      names.set(segment.sequence, nameOf(segment));
      for (const old of names.keys()) {
        if (names.size <= REMEMBERED) break;
        names.delete(old);
      }
    },
  };
};

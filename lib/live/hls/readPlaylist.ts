import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { isMediaAddress } from '@/lib/tiktok/address/hosts';

/** One file of a stream. */
export interface Segment {
  /** Its place in the whole stream; the same over all reloads. */
  readonly sequence: number;
  readonly address: string;
  readonly ms: number;
  /** Times or set-ups do not go on from the segment before it. */
  readonly breaks: boolean;
  /** The sender says itself that there is no such file. */
  readonly missing: boolean;
  /** What fMP4 needs before it. */
  readonly init?: string;
}

/** Either the streams that there are, the largest first, or the window of one. */
export type Playlist =
  | { readonly type: 'master'; readonly streams: readonly string[] }
  | {
      readonly type: 'media';
      readonly targetMs: number;
      readonly first: number;
      readonly segments: readonly Segment[];
      readonly ended: boolean;
    };

const MARK = '#EXTM3U';

/** Longer ones than any window of a live stream are damage: bytes. */
export const LARGEST_PLAYLIST = 1_000_000;

/**
 * Windows of the site name fewer than ten files, and a playlist has room for tens of thousands: of more than these only the
 * last are read. What stood before them counts as a window that moved past.
 */
export const MOST_SEGMENTS = 256;

/** A master names a stream for each quality. */
export const MOST_STREAMS = 64;

// The times that the format asks to wait by; one outside of these would hammer the host or sleep through the window.
const SHORTEST_TARGET_MS = 1_000;
const LONGEST_TARGET_MS = 30_000;
const USUAL_TARGET_MS = 6_000;

type Attributes = ReadonlyMap<string, string>;

const attributesOf = (text: string): Attributes =>
  new Map(
    [...text.matchAll(/(?<![A-Z0-9-])([A-Z0-9-]{1,64})=("[^"]*"|[^",]*)/g)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll('"', ''),
    ]),
  );

const seconds = (text: string): number | undefined => {
  const value = Number.parseFloat(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
};

const whole = (text: string): number | undefined => {
  const value = Number(text.trim() || Number.NaN);
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
};

/** Where a line leads to; nothing for what may not be fetched. */
const resolve = (line: string, base: string): string | undefined => {
  if (!URL.canParse(line, base)) return undefined;
  const { href } = new URL(line, base);
  return isMediaAddress(href) ? href : undefined;
};

const unreadable = (detail: string): Result<never> => err(failure('file', `hls: ${detail}`));

const tagOf = (line: string): readonly [name: string, value: string] => {
  const at = line.indexOf(':');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
};

const readMaster = (lines: readonly string[], base: string): Result<Playlist> => {
  const found: { readonly address: string; readonly bandwidth: number }[] = [];
  let bandwidth: number | undefined;
  for (const line of lines) {
    const [name, value] = tagOf(line);
    if (name === '#EXT-X-STREAM-INF') bandwidth = whole(attributesOf(value).get('BANDWIDTH') ?? '') ?? 0;
    if (line.startsWith('#') || bandwidth === undefined) continue;
    const address = resolve(line, base);
    if (address !== undefined) found.push({ address, bandwidth });
    bandwidth = undefined;
    if (found.length >= MOST_STREAMS) break;
  }
  if (found.length === 0) return unreadable('no stream on a known host');
  const streams = found.sort((a, b) => b.bandwidth - a.bandwidth).map(({ address }) => address);
  return ok({ type: 'master', streams });
};

/** A segment as its lines tell it; addresses are made of those alone that are kept. */
type Named = Omit<Segment, 'sequence' | 'address'> & { readonly line: string };

const segmentOf = ({ line, missing, ...rest }: Named, sequence: number, base: string): Segment => {
  const address = resolve(line, base);
  return { ...rest, sequence, address: address ?? '', missing: missing || address === undefined };
};

const readMedia = (lines: readonly string[], base: string): Result<Playlist> => {
  let targetMs = USUAL_TARGET_MS;
  let first = 0;
  let ended = false;
  let init: string | undefined;
  let next: { ms?: number; breaks: boolean; missing: boolean } = { breaks: false, missing: false };
  const named: Named[] = [];
  for (const line of lines) {
    const [name, value] = tagOf(line);
    if (name === '#EXT-X-TARGETDURATION') targetMs = (seconds(value) ?? 0) * 1000 || USUAL_TARGET_MS;
    else if (name === '#EXT-X-MEDIA-SEQUENCE') first = whole(value) ?? 0;
    else if (name === '#EXT-X-ENDLIST') ended = true;
    else if (name === '#EXT-X-DISCONTINUITY') next.breaks = true;
    else if (name === '#EXT-X-GAP') next.missing = true;
    else if (name === '#EXTINF') next.ms = Math.min(LONGEST_TARGET_MS, (seconds(value) ?? 0) * 1000);
    // Neither is known of the site; what would be fetched for them is not what a decoder takes.
    else if (name === '#EXT-X-BYTERANGE') return unreadable('byte ranges');
    else if (name === '#EXT-X-KEY' && attributesOf(value).get('METHOD') !== 'NONE') return unreadable('encrypted');
    else if (name === '#EXT-X-MAP') {
      const map = attributesOf(value);
      init = resolve(map.get('URI') ?? '', base);
      if (init === undefined || map.has('BYTERANGE')) return unreadable('no init that may be fetched');
    } else if (!line.startsWith('#') && next.ms !== undefined) {
      const { ms, breaks, missing } = next;
      named.push({ line, ms, breaks, missing, ...(init === undefined ? {} : { init }) });
      next = { breaks: false, missing: false };
    }
  }
  const left = Math.max(0, named.length - MOST_SEGMENTS);
  const segments = named.slice(left).map((one, at) => segmentOf(one, first + left + at, base));
  const kept = Math.min(LONGEST_TARGET_MS, Math.max(SHORTEST_TARGET_MS, targetMs));
  return ok({ type: 'media', targetMs: kept, first: first + left, segments, ended });
};

/** Whether bytes begin as a playlist does. */
export const looksLikePlaylist = (bytes: Uint8Array): boolean =>
  new TextDecoder().decode(bytes.subarray(0, MARK.length + 3)).startsWith(MARK);

/**
 * Reads an HLS playlist (RFC 8216) that was found at `base`. Segments on hosts that TokShelf does not talk to are missing
 * ones. Error: `file`.
 */
export const readPlaylist = (text: string, base: string): Result<Playlist> => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (text.length > LARGEST_PLAYLIST || lines[0] !== MARK) return unreadable('no playlist');
  return lines.some((line) => line.startsWith('#EXT-X-STREAM-INF')) ? readMaster(lines, base) : readMedia(lines, base);
};

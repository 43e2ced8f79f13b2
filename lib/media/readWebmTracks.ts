import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { ByteSource, MediaTracks } from './readMp4Tracks';

// Ids as in RFC 9559.
const SEGMENT = 0x18538067;
const TRACKS = 0x1654ae6b;
const CLUSTER = 0x1f43b675;
const TRACK_ENTRY = 0xae;
const TRACK_TYPE = 0x83;
const VIDEO = 1;
const AUDIO = 2;

/** Before its tracks a file of our concern has a few elements; more is damage or malice. */
const MAX_ELEMENTS = 1_000;
const LONGEST_HEAD = 12;

interface Element {
  readonly id: number;
  /** First byte after the head. */
  readonly start: number;
  readonly end: number;
}

/** A number of 1 to 8 bytes whose first set bit tells how many. */
const readNumber = (
  bytes: Uint8Array,
  at: number,
  keepMark: boolean,
): { value: number; length: number } | undefined => {
  const first = bytes[at];
  if (first === undefined || first === 0) return undefined;
  const length = Math.clz32(first) - 23;
  if (at + length > bytes.length) return undefined;
  const head = keepMark ? first : first & (0xff >> length);
  let value = head;
  let isUnknown = head === 0xff >> length;
  for (let next = at + 1; next < at + length; next += 1) {
    value = value * 256 + (bytes[next] ?? 0);
    isUnknown &&= bytes[next] === 0xff;
  }
  return { value: isUnknown && !keepMark ? Number.POSITIVE_INFINITY : value, length };
};

const elementAt = async (source: ByteSource, at: number, end: number): Promise<Element | undefined> => {
  const head = await source.read(at, LONGEST_HEAD);
  const id = readNumber(head, 0, true);
  const size = id && readNumber(head, id.length, false);
  if (!size) return undefined;
  const start = at + id.length + size.length;
  // A live recording leaves sizes open: such an element reaches to the end of what holds it.
  return { id: id.value, start, end: size.value === Number.POSITIVE_INFINITY ? end : start + size.value };
};

const childrenOf = async (source: ByteSource, start: number, end: number, last?: number): Promise<Element[]> => {
  const found: Element[] = [];
  for (let at = start; at < end && found.length < MAX_ELEMENTS; ) {
    const element = await elementAt(source, at, end);
    if (!element) return found;
    found.push(element);
    if (element.id === last) return found;
    at = element.end;
  }
  return found;
};

const typeOf = async (source: ByteSource, entry: Element): Promise<number | undefined> => {
  const type = (await childrenOf(source, entry.start, entry.end)).find(({ id }) => id === TRACK_TYPE);
  return type && (await source.read(type.start, 1))[0];
};

/**
 * Counts the picture and sound tracks of a webm without a decoder. A file that says that it is longer than it is, is
 * refused. Error: `file`.
 */
export const readWebmTracks = async (source: ByteSource): Promise<Result<MediaTracks>> => {
  const segment = (await childrenOf(source, 0, source.size, SEGMENT)).find(({ id }) => id === SEGMENT);
  if (!segment) return err(failure('file', 'no segment'));
  if (segment.end > source.size) return err(failure('file', 'segment is cut off'));
  // What lies in the clusters, behind the tracks, need not be walked.
  const parts = await childrenOf(source, segment.start, segment.end, CLUSTER);
  const tracks = parts.find(({ id }) => id === TRACKS);
  if (!tracks) return err(failure('file', 'no tracks'));
  const count = { video: 0, sound: 0 };
  for (const entry of await childrenOf(source, tracks.start, tracks.end)) {
    if (entry.id !== TRACK_ENTRY) continue;
    const type = await typeOf(source, entry);
    if (type === VIDEO) count.video += 1;
    if (type === AUDIO) count.sound += 1;
  }
  return ok(count);
};

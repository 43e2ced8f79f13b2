import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';

/** Random access to the bytes of a file; a Blob is turned into one by its slices. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `from` on, at most `length`, fewer only at the end. */
  read(from: number, length: number): Promise<Uint8Array>;
}

/** How many tracks of each kind hold at least one sample. */
export interface MediaTracks {
  readonly video: number;
  readonly sound: number;
}

interface Box {
  readonly type: string;
  /** First byte after the header. */
  readonly start: number;
  readonly end: number;
}

// A file of our concern has a few dozen boxes on the way to its handlers; more is damage or malice.
const MAX_BOXES = 20_000;

class BrokenFile extends Error {}

const typeAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Walks the boxes of an ISO base media file (ISO/IEC 14496-12) by their headers, so that no sample is ever read. */
const createWalker = (source: ByteSource) => {
  let seen = 0;

  const boxAt = async (at: number, end: number): Promise<Box> => {
    seen += 1;
    if (seen > MAX_BOXES) throw new BrokenFile('too many boxes');
    const head = await source.read(at, 16);
    if (head.length < 8 || at + 8 > end) throw new BrokenFile('cut box header');
    const size = viewOf(head).getUint32(0);
    const type = typeAt(head, 4);
    // 1 = a 64-bit size follows, 0 = the box reaches to the end of the file.
    if (size === 0) return { type, start: at + 8, end };
    if (size === 1 && head.length < 16) throw new BrokenFile('cut box header');
    const whole = size === 1 ? Number(viewOf(head).getBigUint64(8)) : size;
    const start = at + (size === 1 ? 16 : 8);
    if (at + whole < start) throw new BrokenFile(`impossible size of ${type}`);
    if (at + whole > end) throw new BrokenFile(`${type} is cut off`);
    return { type, start, end: at + whole };
  };

  const children = async (start: number, end: number): Promise<Box[]> => {
    const boxes: Box[] = [];
    // Padding of fewer than 8 bytes at a container's end is legal in the wild.
    for (let at = start; at + 8 <= end; at = boxes.at(-1)?.end ?? end) boxes.push(await boxAt(at, end));
    return boxes;
  };

  /** The first box of a kind; what stands behind it is not looked at. */
  const first = async (type: string, start: number, end: number): Promise<Box | undefined> => {
    for (let at = start; at + 8 <= end; ) {
      const box = await boxAt(at, end);
      if (box.type === type) return box;
      at = box.end;
    }
    return undefined;
  };

  const child = async (parent: Box, ...path: readonly string[]): Promise<Box | undefined> => {
    let box: Box | undefined = parent;
    for (const type of path) {
      if (!box) return undefined;
      box = (await children(box.start, box.end)).find((each) => each.type === type);
    }
    return box;
  };

  return { children, first, child };
};

type Walker = ReturnType<typeof createWalker>;

const handlerOf = async (source: ByteSource, walker: Walker, track: Box): Promise<string> => {
  const handler = await walker.child(track, 'mdia', 'hdlr');
  // version and flags, pre_defined, then the handler's type
  return handler ? typeAt(await source.read(handler.start, 12), 8) : '';
};

const hasSamples = async (source: ByteSource, walker: Walker, track: Box): Promise<boolean> => {
  const table = await walker.child(track, 'mdia', 'minf', 'stbl');
  if (!table) return false;
  const sizes = (await walker.children(table.start, table.end)).find(({ type }) => type === 'stsz' || type === 'stz2');
  if (!sizes) return false;
  const fields = await source.read(sizes.start, 12);
  return fields.length === 12 && viewOf(fields).getUint32(8) > 0;
};

/** Of a whole file, whose boxes must all be there and hold media. */
const movieOf = async (source: ByteSource, walker: Walker): Promise<Box | undefined> => {
  const top = await walker.children(0, source.size);
  const movie = top.find(({ type }) => type === 'moov');
  if (movie && !top.some(({ type }) => type === 'mdat')) throw new BrokenFile('no media data');
  return movie;
};

const countTracks = async (source: ByteSource, headAlone: boolean): Promise<MediaTracks> => {
  const walker = createWalker(source);
  const movie = await (headAlone ? walker.first('moov', 0, source.size) : movieOf(source, walker));
  if (!movie) throw new BrokenFile('no moov');
  const parts = await walker.children(movie.start, movie.end);
  // In a fragmented file (mvex) the samples are listed in the fragments, and the tables of moov are empty.
  const fragmented = parts.some(({ type }) => type === 'mvex');
  const count = { vide: 0, soun: 0 };
  for (const track of parts.filter(({ type }) => type === 'trak')) {
    const handler = await handlerOf(source, walker, track);
    if (handler !== 'vide' && handler !== 'soun') continue;
    if (fragmented || (await hasSamples(source, walker, track))) count[handler] += 1;
  }
  return { video: count.vide, sound: count.soun };
};

/**
 * Counts the picture and sound tracks of an mp4 without a decoder, wherever `moov` stands. A file whose last box is cut
 * off is refused, which finds a broken download even where no length was announced. With `headAlone` nothing is read that
 * the count does not need, for a source that has to ask for its bytes. Error: `file`.
 */
export const readMp4Tracks = async (source: ByteSource, headAlone = false): Promise<Result<MediaTracks>> => {
  try {
    return ok(await countTracks(source, headAlone));
  } catch (error) {
    if (error instanceof BrokenFile) return err(failure('file', error.message));
    throw error;
  }
};

import type { CheckedMedia } from '@/lib/browser/media/inspectReply';
import { type Thumb, type ThumbOrigin, thumbOrigins } from '@/lib/model/thumb';

/** What lies here in wait may be half a megabyte each; when more comes than is drawn, some go without. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Between two files of a list nothing is being fetched for a moment either. */
const REST_MS = 400;
/** While files are fetched drawing takes one part in this many of the time, and only to make room: a half is too full, a quarter is room. */
const SHARE = 8;

/** What is needed of a checked file. */
export type ThumbMedia = Pick<CheckedMedia, 'body' | 'mime' | 'whole'>;

/** Where the parts of a thumbnail come from. `S` = the least of a file that it can be drawn from. */
export interface ThumbKeeperParts<S extends { readonly bytes: Uint8Array<ArrayBuffer> }> {
  readonly take: (from: ThumbOrigin, media: ThumbMedia) => Promise<S | undefined>;
  readonly draw: (source: S) => Promise<Omit<Thumb, 'postId' | 'from'>>;
  readonly read: (postId: string) => Promise<Thumb | undefined>;
  readonly write: (thumb: Thumb) => Promise<unknown>;
  /** Lets go of what drawing needs, until there is more to draw. */
  readonly rest?: () => void;
  readonly mostBytes?: number;
  readonly restMs?: number;
}

/** Makes thumbnails of bytes that are at hand, one after the other, once nothing is being fetched. */
export interface ThumbKeeper {
  /**
   * Takes from the bytes what a thumbnail needs; they may be let go when that is through. Failures cost the thumbnail
   * only.
   */
  keep(postId: string, kind: string, media: ThumbMedia): Promise<void>;
  /** How many fetches are under way. */
  fetching(count: number): void;
  idle(): boolean;
}

const originOf = (kind: string): ThumbOrigin | undefined => thumbOrigins.find((origin) => origin === kind);

const isBetter = (from: ThumbOrigin, than: ThumbOrigin): boolean =>
  thumbOrigins.indexOf(from) > thumbOrigins.indexOf(than);

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

// A format that this browser cannot read, a full disk: the file itself is saved all the same.
const forgo = (error: unknown): void => console.debug('no thumbnail', String(error));

/** Builds a keeper on its parts. */
export const createThumbKeeper = <S extends { readonly bytes: Uint8Array<ArrayBuffer> }>(
  parts: ThumbKeeperParts<S>,
): ThumbKeeper => {
  const { mostBytes = MOST_BYTES, restMs = REST_MS } = parts;
  const waiting = new Map<string, { readonly from: ThumbOrigin; readonly source: S }>();
  let bytes = 0;
  let taking = 0;
  let fetches = 0;
  let drawing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const drop = (postId: string): void => {
    bytes -= waiting.get(postId)?.source.bytes.byteLength ?? 0;
    waiting.delete(postId);
  };

  const drawOne = async (postId: string, from: ThumbOrigin, source: S): Promise<void> => {
    const known = await parts.read(postId);
    if (known && !isBetter(from, known.from)) return;
    await parts.write({ postId, from, ...(await parts.draw(source)) });
  };

  const drawAll = async (): Promise<void> => {
    drawing = true;
    for (;;) {
      const [first] = waiting;
      if (!first || (fetches > 0 && bytes <= mostBytes / 4)) break;
      const [postId, { from, source }] = first;
      drop(postId);
      const start = performance.now();
      await drawOne(postId, from, source).catch(forgo);
      if (fetches === 0) continue;
      // What drawing left in memory must not wait beside what is being fetched.
      parts.rest?.();
      await sleep((performance.now() - start) * (SHARE - 1));
    }
    drawing = false;
    parts.rest?.();
  };

  const look = (): void => {
    clearTimeout(timer);
    if (drawing || waiting.size === 0) return;
    if (bytes > mostBytes / 2) void drawAll();
    else if (fetches === 0) timer = setTimeout(() => void drawAll(), restMs);
  };

  return {
    keep: async (postId, kind, media) => {
      const from = originOf(kind);
      const before = waiting.get(postId);
      if (!from || (before && !isBetter(from, before.from)) || bytes >= mostBytes) return;
      taking += 1;
      try {
        const source = await parts.take(from, media);
        if (!source) return;
        drop(postId);
        waiting.set(postId, { from, source });
        bytes += source.bytes.byteLength;
        look();
      } catch (error) {
        forgo(error);
      } finally {
        taking -= 1;
      }
    },
    fetching: (count) => {
      fetches = count;
      look();
    },
    idle: () => waiting.size === 0 && taking === 0 && !drawing,
  };
};

import { type Thumb, type ThumbOrigin, thumbOrigins } from '@/lib/model/thumb';

// A blob that waits here is kept from being freed: when files come faster than frames are drawn, some go without.
const MOST_WAITING = 16;

export interface ThumbKeeperParts {
  readonly draw: (blob: Blob, from: ThumbOrigin) => Promise<Omit<Thumb, 'postId' | 'from'>>;
  readonly read: (postId: string) => Promise<Thumb | undefined>;
  readonly write: (thumb: Thumb) => Promise<unknown>;
}

/** Makes thumbnails of bytes that are at hand, one after the other, beside the work that matters. */
export interface ThumbKeeper {
  /** Notes the bytes for a thumbnail; returns at once. Failures cost the thumbnail only. */
  keep(postId: string, kind: string, blob: Blob): void;
  idle(): boolean;
}

const originOf = (kind: string): ThumbOrigin | undefined => thumbOrigins.find((origin) => origin === kind);

/** Builds a keeper on its parts. */
export const createThumbKeeper = ({ draw, read, write }: ThumbKeeperParts): ThumbKeeper => {
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  const keepOne = async (postId: string, from: ThumbOrigin, blob: Blob): Promise<void> => {
    const known = await read(postId);
    if (known && thumbOrigins.indexOf(known.from) >= thumbOrigins.indexOf(from)) return;
    await write({ postId, from, ...(await draw(blob, from)) });
  };

  return {
    keep: (postId, kind, blob) => {
      const from = originOf(kind);
      if (!from || waiting >= MOST_WAITING) return;
      waiting += 1;
      last = last
        .then(() => keepOne(postId, from, blob))
        // A format that this browser cannot decode, a full disk: the file itself is saved all the same.
        .catch((error: unknown) => console.debug('no thumbnail', String(error)))
        .finally(() => {
          waiting -= 1;
        });
    },
    idle: () => waiting === 0,
  };
};

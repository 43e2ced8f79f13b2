/** Eight times this much passes every limit at which V8 collects (Chromium 156, 24 GB: 512 MB did for the worker, 1 GB for a page). */
const PIECE = 128 * 1024 * 1024;
const PIECES = 8;

/**
 * Makes the engine collect, by asking for memory that nobody writes to: it takes no room, but it counts. There is no
 * other way to ask from within. Takes some 40 ms.
 */
const urgeCollection = (): void => {
  try {
    let asked = 0;
    for (let at = 0; at < PIECES; at += 1) asked += new ArrayBuffer(PIECE).byteLength;
    console.debug('TokShelf collection', asked);
  } catch (error) {
    // No room for it: the engine has collected all it could before it said so.
    console.debug('TokShelf collection', String(error));
  }
};

export interface CollectionUrgeOptions {
  readonly collect?: () => void;
  /** Work has stopped when none came for this long. */
  readonly quietMs?: number;
  /** Less work is not worth a collection. */
  readonly least?: number;
}

/**
 * Gives the function to call at each piece of work. Once they stop coming, what they left in memory is collected: after a
 * job V8 keeps some 60 MB of garbage until something else asks for memory (Chromium 156: at times for minutes).
 */
export const createCollectionUrge = ({
  collect = urgeCollection,
  quietMs = 2000,
  least = 100,
}: CollectionUrgeOptions = {}): (() => void) => {
  let works = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    works += 1;
    if (works < least) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      works = 0;
      collect();
    }, quietMs);
  };
};

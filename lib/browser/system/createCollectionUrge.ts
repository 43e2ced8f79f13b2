/** More than Chromium gives to one buffer (16 GB; 8 GB it gives, Chromium 156): before it says no, V8 collects all there is. */
const TOO_MUCH = 2 ** 34;

/**
 * Makes the engine collect and give back what it grew by, by asking for more memory than there is. There is no other way
 * to ask from within. Takes 0.1 s, 0.5 s on a busy machine; where the memory is given after all, nobody writes to it, so that it takes no room.
 */
const urgeCollection = (): void => {
  try {
    console.debug('TokShelf collection', new ArrayBuffer(TOO_MUCH).byteLength);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
};

export interface CollectionUrgeOptions {
  readonly collect?: () => void;
  /** Work has stopped when none came for this long. */
  readonly quietMs?: number;
  /** So often while it goes on. */
  readonly everyMs?: number;
  /** Less work is not worth a collection. */
  readonly least?: number;
  /** So many pieces are not waited beyond: on a quick machine they come in a third of the time. */
  readonly most?: number;
}

/**
 * Gives the function to call at each piece of work. What the work leaves in memory is collected every now and then, and
 * once it stops: left to itself V8 lets the heap of a worker or page that works without a pause grow to 60 to 70 MB, of which 5 to 8 are in
 * use, and keeps it, at times for minutes after the end (Chromium 156).
 */
export const createCollectionUrge = ({
  collect = urgeCollection,
  quietMs = 2000,
  everyMs = 12_000,
  least = 100,
  most = 400,
}: CollectionUrgeOptions = {}): (() => void) => {
  let works = 0;
  let last = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (): void => {
    works = 0;
    last = Date.now();
    collect();
  };
  return () => {
    works += 1;
    if (works < least) return;
    clearTimeout(timer);
    // Never within the work itself, which may hold a transaction open.
    timer = setTimeout(run, works >= most || Date.now() - last >= everyMs ? 0 : quietMs);
  };
};

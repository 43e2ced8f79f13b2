/** Small pictures of posts as addresses that an image can show. */
export interface Covers {
  /** The address, when it is at hand. */
  peek(postId: string): string | undefined;
  /** Calls back once with the address; with nothing when there is no picture. Returns the function that stops this. */
  ask(postId: string, onCover: (cover: string | undefined) => void): () => void;
}

export interface CoverParts {
  /** Reads the pictures of many posts at once; posts without one are left out. */
  readonly read: (postIds: readonly string[]) => Promise<ReadonlyMap<string, Blob>>;
  readonly createUrl: (blob: Blob) => string;
  readonly revokeUrl: (url: string) => void;
  /** How many addresses are held; more than ever are in sight. */
  readonly most?: number;
}

const MOST = 600;

/** Builds covers: what is asked for in one turn of the page is read in one go, and what was shown last is let go last. */
export const createCovers = ({ read, createUrl, revokeUrl, most = MOST }: CoverParts): Covers => {
  /** In the order of their last use. */
  const known = new Map<string, string>();
  const asked = new Map<string, Set<(cover: string | undefined) => void>>();
  let wanted: string[] = [];

  const use = (postId: string): string | undefined => {
    const cover = known.get(postId);
    if (cover === undefined) return undefined;
    known.delete(postId);
    known.set(postId, cover);
    return cover;
  };

  // A post without a picture is asked for again when it comes into sight again: its picture may just be in the making.
  const keep = (postId: string, blob: Blob | undefined): void => {
    const cover = blob && createUrl(blob);
    if (cover !== undefined) known.set(postId, cover);
    for (const tell of asked.get(postId) ?? []) tell(cover);
    asked.delete(postId);
    const [oldest] = known;
    if (known.size <= most || !oldest) return;
    known.delete(oldest[0]);
    revokeUrl(oldest[1]);
  };

  const readWanted = async (): Promise<void> => {
    const postIds = wanted.filter((postId) => asked.has(postId));
    wanted = [];
    const found = await read(postIds).catch(() => new Map<string, Blob>() /* an icon stands in for a picture */);
    for (const postId of postIds) keep(postId, found.get(postId));
  };

  return {
    peek: use,
    ask: (postId, onCover) => {
      const cover = use(postId);
      if (cover !== undefined) {
        onCover(cover);
        return () => {};
      }
      const others = asked.get(postId);
      const listeners = others ?? new Set();
      listeners.add(onCover);
      if (!others) {
        asked.set(postId, listeners);
        if (wanted.length === 0) queueMicrotask(() => void readWanted());
        wanted.push(postId);
      }
      return () => listeners.delete(onCover);
    },
  };
};

import { type TakenOrigin, takenOrigins } from '@/lib/model/library/takenOver';

/** Something that could not be read, as a person finds it: by its line, or by its place in a list. */
export interface Unreadable {
  /** The name of the file, in a zip the name inside it. */
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** The place in a list of the data export, from 1. */
  readonly entry?: number;
  readonly text: string;
}

/** What a file, or several, say of known posts. */
export interface FoundPosts {
  /** Posts by where they came from: ids, with the handle where it is told, else the empty text. */
  readonly byOrigin: Readonly<Record<TakenOrigin, ReadonlyMap<string, string>>>;
  readonly unreadable: number;
  /** The first of them. */
  readonly examples: readonly Unreadable[];
  /** Lines of an archive file that name posts of other sites. */
  readonly otherSites: number;
}

/** Beyond it a file is no list of what one person saw. */
const MOST_POSTS = 1_000_000;
const MOST_EXAMPLES = 20;
const LONGEST_TEXT = 80;

/** Collects what is found; `isFull` says that there are more posts than any person's. */
export const createFindings = () => {
  const byOrigin = Object.fromEntries(takenOrigins.map((origin) => [origin, new Map<string, string>()])) as Record<
    TakenOrigin,
    Map<string, string>
  >;
  const examples: Unreadable[] = [];
  let [unreadable, otherSites, posts] = [0, 0, 0];
  const add = (origin: TakenOrigin, postId: string, uniqueId = ''): void => {
    const list = byOrigin[origin];
    if (!list.has(postId)) posts += 1;
    list.set(postId, uniqueId || (list.get(postId) ?? ''));
  };
  return {
    add,
    /** Takes what was found elsewhere beside what is here. */
    addAll: (other: FoundPosts): void => {
      for (const origin of takenOrigins)
        for (const [postId, uniqueId] of other.byOrigin[origin]) add(origin, postId, uniqueId);
      unreadable += other.unreadable;
      otherSites += other.otherSites;
      examples.push(...other.examples.slice(0, MOST_EXAMPLES - examples.length));
    },
    addUnreadable: (one: Unreadable): void => {
      unreadable += 1;
      if (examples.length < MOST_EXAMPLES) examples.push({ ...one, text: one.text.slice(0, LONGEST_TEXT) });
    },
    addOtherSite: (): void => {
      otherSites += 1;
    },
    isEmpty: (): boolean => posts + otherSites === 0,
    isFull: (): boolean => posts > MOST_POSTS,
    found: (): FoundPosts => ({ byOrigin, unreadable, examples, otherSites }),
  };
};
export type Findings = ReturnType<typeof createFindings>;

/** How many posts there are of all origins that `wanted` names, each once. */
export const postsOf = (
  { byOrigin }: Pick<FoundPosts, 'byOrigin'>,
  wanted: ReadonlySet<TakenOrigin>,
): ReadonlyMap<string, { readonly from: TakenOrigin; readonly uniqueId: string }> => {
  const posts = new Map<string, { from: TakenOrigin; uniqueId: string }>();
  for (const from of takenOrigins) {
    if (!wanted.has(from)) continue;
    for (const [postId, uniqueId] of byOrigin[from]) {
      const known = posts.get(postId);
      posts.set(postId, known ? { ...known, uniqueId: known.uniqueId || uniqueId } : { from, uniqueId });
    }
  }
  return posts;
};

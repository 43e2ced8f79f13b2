import { failure } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import { isStart } from './cursors';

/** What the guard looks at in a page. */
export interface GuardedPage {
  readonly cursor: string;
  readonly hasMore: boolean;
}

/** How to fetch a page and what tells it from others. */
export interface GuardedFetch<P extends GuardedPage> {
  /** The list's identity. */
  readonly key: string;
  /** As asked for; the empty text starts the list over. */
  readonly cursor: string;
  /** Empty pages in a row that are borne. */
  readonly emptyLimit?: number;
  fetch(): Promise<Result<P>>;
  ids(page: P): readonly string[];
}

interface Walk {
  /** Pages seen, and the cursor that brought each. */
  readonly seen: Map<string, string>;
  renewed: boolean;
  stuckAt?: string;
  stuck: number;
  empty: number;
}

const EMPTY_LIMIT = 8;
/** An empty page that stays where it is may pass; one with posts would only come again. */
const STUCK_EMPTY_LIMIT = 3;
const WALKS_KEPT = 50;

const newWalk = (): Walk => ({ seen: new Map(), renewed: false, stuck: 0, empty: 0 });

const same = (a: string, b: string): boolean => a === b || (isStart(a) && isStart(b));

const printOf = (ids: readonly string[]): string => (ids.length === 0 ? '' : `${ids.length}:${ids.join()}`);

/**
 * Watches over lists that lie (reported 2025-08 to 2026-08): a page that came before gets one more chance with a new
 * device id, then it is code `list`; so are a cursor that does not move, and too many empty pages in a row. It keeps
 * its memory per list while the worker lives; a walk that starts over starts it over.
 *
 * @param renewDevice takes a new device id
 */
export const createListGuard = (renewDevice: () => void) => {
  const walks = new Map<string, Walk>();

  const walkOf = (key: string, cursor: string): Walk => {
    const known = cursor === '' ? undefined : walks.get(key);
    const walk = known ?? newWalk();
    walks.delete(key);
    walks.set(key, walk);
    const [oldest] = walks.keys();
    if (walks.size > WALKS_KEPT && oldest !== undefined) walks.delete(oldest);
    return walk;
  };
  const giveUp = (key: string, detail: string) => {
    // The next try, because the person asked or after a pause, is judged afresh.
    walks.delete(key);
    return err(failure('list', detail));
  };

  return async <P extends GuardedPage>({
    key,
    cursor,
    fetch,
    ids,
    emptyLimit = EMPTY_LIMIT,
  }: GuardedFetch<P>): Promise<Result<P>> => {
    const walk = walkOf(key, cursor);
    const tries = walk.empty > 0 ? STUCK_EMPTY_LIMIT : 1;
    if (walk.stuckAt !== undefined && same(walk.stuckAt, cursor) && walk.stuck >= tries)
      return giveUp(key, 'cursor does not move');

    const repeats = (page: P): boolean => {
      const bringer = walk.seen.get(printOf(ids(page)));
      return bringer !== undefined && !same(bringer, cursor);
    };
    let page = await fetch();
    if (page.ok && repeats(page.value) && !walk.renewed) {
      walk.renewed = true;
      renewDevice();
      page = await fetch();
    }
    if (!page.ok) return page;
    if (repeats(page.value)) return giveUp(key, 'the same page again');

    const print = printOf(ids(page.value));
    if (print !== '') walk.seen.set(print, cursor);
    walk.empty = print === '' && page.value.hasMore ? walk.empty + 1 : 0;
    if (walk.empty > emptyLimit) return giveUp(key, `${walk.empty} empty pages in a row`);
    const still = page.value.hasMore && same(page.value.cursor, cursor);
    walk.stuck = still ? walk.stuck + 1 : 0;
    if (still) walk.stuckAt = cursor;
    else delete walk.stuckAt;
    // Hundreds of short lists (the replies to each comment) must not push the long one out that they were read beside.
    if (!page.value.hasMore) walks.delete(key);
    return page;
  };
};

export type ListGuard = ReturnType<typeof createListGuard>;

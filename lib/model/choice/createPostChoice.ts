import { MOST_LINKS } from '@/lib/model/choice/mostLinks';
import { mergeOrder } from './mergeOrder';

/** Which posts of a list are chosen: by their ids, since a page recycles its cards. */
export interface Choice {
  /** Ids as the page shows them now, in its order. */
  see(shown: readonly string[]): void;
  has(postId: string): boolean;
  /** Chooses a post or lets it go; `isRange` = all from the last one on, which become what it becomes. */
  toggle(postId: string, isRange: boolean): void;
  /** Chooses all that were seen, or lets all go. */
  all(on: boolean): void;
  readonly count: number;
  /** How many posts were seen. */
  readonly seen: number;
  /** More are not chosen. */
  readonly isFull: boolean;
  /** In the list's order. */
  ids(): readonly string[];
}

export const createPostChoice = (most = MOST_LINKS): Choice => {
  let order: readonly string[] = [];
  let chosen = new Set<string>();
  let last: string | undefined;

  const set = (postId: string, on: boolean): void => {
    if (!on) chosen.delete(postId);
    else if (chosen.size < most) chosen.add(postId);
  };

  const between = (from: string | undefined, to: string): readonly string[] => {
    const [start, end] = [order.indexOf(from ?? to), order.indexOf(to)];
    if (start < 0 || end < 0) return [to];
    return order.slice(Math.min(start, end), Math.max(start, end) + 1);
  };

  return {
    see: (shown) => {
      order = mergeOrder(order, shown);
    },
    has: (postId) => chosen.has(postId),
    toggle: (postId, isRange) => {
      const on = !chosen.has(postId);
      for (const id of isRange ? between(last, postId) : [postId]) set(id, on);
      last = postId;
    },
    all: (on) => {
      if (on) for (const id of order) set(id, true);
      else chosen = new Set();
    },
    get count() {
      return chosen.size;
    },
    get seen() {
      return order.length;
    },
    get isFull() {
      return chosen.size >= most;
    },
    ids: () => order.filter((id) => chosen.has(id)),
  };
};

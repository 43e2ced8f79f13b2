import type { PostState } from '@/lib/model/postState';

/**
 * Which tabs show which posts, so that news of a post goes to whoever shows it. Kept in memory only: a worker that
 * died has forgotten, and the pages, which ask every two seconds while something is under way, are told anyway.
 */
export interface Watchers {
  watch(tabId: number, postIds: readonly string[]): void;
  /** Whether anybody shows the post. */
  isWatched(postId: string): boolean;
  tell(state: PostState): void;
}

const MOST_TABS = 100;
const MAX_POSTS = 1000;

export const createWatchers = (push: (tabId: number, state: PostState) => void): Watchers => {
  const shown = new Map<number, Set<string>>();

  const trim = (posts: Set<string>): void => {
    for (const oldest of posts) {
      if (posts.size <= MAX_POSTS) return;
      posts.delete(oldest);
    }
  };

  return {
    watch: (tabId, postIds) => {
      const posts = shown.get(tabId) ?? new Set<string>();
      shown.delete(tabId);
      shown.set(tabId, posts);
      for (const postId of postIds) posts.add(postId);
      trim(posts);
      const [oldestTab] = shown.keys();
      if (shown.size > MOST_TABS && oldestTab !== undefined) shown.delete(oldestTab);
    },
    isWatched: (postId) => [...shown.values()].some((posts) => posts.has(postId)),
    tell: (state) => {
      for (const [tabId, posts] of shown) if (posts.has(state.postId)) push(tabId, state);
    },
  };
};

import type { PostState } from './postState';

/** The state of a post that nobody asked to be saved. Free of zod, for the content script. */
export const untouchedPost = (postId: string): PostState => ({
  postId,
  state: 'none',
  progress: 0,
  files: { done: 0, total: 0 },
});

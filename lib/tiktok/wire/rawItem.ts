import type { Post } from '@/lib/model/post';

const items = new WeakMap<Post, unknown>();

/** Remembers what a post was read from for as long as the post itself is in hand. Returns the post. */
export const withRawItem = (post: Post, raw: unknown): Post => {
  items.set(post, raw);
  return post;
};

/** The item as the site sent it; undefined for a post that was not read just now. */
export const rawItem = (post: Post): unknown => items.get(post);

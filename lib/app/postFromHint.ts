import type { Post } from '@/lib/model/post';
import { parsePost } from '@/lib/tiktok/parse/parsePost';

// A recorded itemStruct is 12 to 30 kB; a page that sends more than this is not showing us a post.
const LARGEST_HINT = 1_000_000;

/**
 * Reads the post that a page says it saw. The page may have forged it: a post of another id, or one without a file on
 * TikTok's own hosts, is not taken, and the post is asked for by its id instead.
 */
export const postFromHint = (item: unknown, postId: string): Post | undefined => {
  if (item === undefined || item === null) return undefined;
  const text = JSON.stringify(item);
  if (text === undefined || text.length > LARGEST_HINT) return undefined;
  const read = parsePost(item);
  const usable =
    read.ok && read.value.id === postId && read.value.assets.some(({ kind }) => kind === 'video' || kind === 'image');
  return usable ? read.value : undefined;
};

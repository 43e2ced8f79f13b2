import { PAGE_DATA_SCRIPTS } from '@/lib/tiktok/page/selectors';
import type { SeenPosts } from './seenPosts';

/** Takes the JSON that the page was delivered with into the memory, when it speaks of the post at all. */
export const readPageData = (doc: Document, postId: string, seen: SeenPosts): void => {
  for (const selector of PAGE_DATA_SCRIPTS) {
    const text = doc.querySelector(selector)?.textContent;
    if (text?.includes(postId)) seen.addPageData(text);
  }
};

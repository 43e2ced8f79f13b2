import type { Result } from '@/lib/base/result';
import type { SavedPost } from '@/lib/model/library/savedPost';

/** All that the viewer needs from the world; loaded with it. */
export interface ViewerPorts {
  /** A post with its saved files; undefined when none is saved any more. */
  readPost(postId: string): Promise<SavedPost | undefined>;
  /** The bytes of a saved file; undefined for one that only the browser can open. Errors: `grant`, `file` when it is gone. */
  readFile(key: string): Promise<Result<Blob | undefined>>;
  /** Calls back when the records of a post change; returns the function that stops this. */
  watchPost(postId: string, onChange: () => void): () => void;
  createUrl(blob: Blob): string;
  revokeUrl(url: string): void;
}

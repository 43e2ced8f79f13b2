import { readSavedPost, watchSavedPost } from '@/lib/browser/database/savedPosts';
import { readSaved } from '@/lib/browser/folder/openSaved';
import type { ViewerPorts } from './ViewerPorts';

/** The viewer's ports in the browser. */
export const createViewerPorts = (): ViewerPorts => ({
  readPost: readSavedPost,
  readFile: readSaved,
  watchPost: watchSavedPost,
  createUrl: (blob) => URL.createObjectURL(blob),
  revokeUrl: (url) => URL.revokeObjectURL(url),
});

import { openDb } from '@/lib/browser/database/db';
import { createThumbKeeper, type ThumbKeeper } from './createThumbKeeper';
import { drawThumb, emptyCanvases } from './drawThumb';
import { thumbSource } from './thumbSource';

/** A keeper that draws in this document and keeps the thumbnails in the database. */
export const keepThumbs = (): ThumbKeeper => {
  const { thumbs } = openDb();
  return createThumbKeeper({
    take: thumbSource,
    draw: drawThumb,
    read: (postId) => thumbs.get(postId),
    write: (thumb) => thumbs.put(thumb),
    rest: emptyCanvases,
  });
};

import browser from 'webextension-polyfill';
import { openDb } from '@/lib/browser/database/db';
import { createThumbDrawer } from './createThumbDrawer';
import { createThumbKeeper, type ThumbKeeper } from './createThumbKeeper';
import { thumbSource } from './thumbSource';

/** A keeper that draws in a worker of this document and keeps the thumbnails in the database; `drawn` is called after each. */
export const keepThumbs = (drawn: () => void = () => undefined): ThumbKeeper => {
  const { thumbs } = openDb();
  const { draw, rest } = createThumbDrawer(() => new Worker(browser.runtime.getURL('thumbs.js')));
  return createThumbKeeper({
    take: thumbSource,
    draw,
    read: (postId) => thumbs.get(postId),
    write: async (thumb) => {
      await thumbs.put(thumb);
      drawn();
    },
    rest,
  });
};

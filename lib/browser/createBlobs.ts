import type { Blobs } from '@/lib/ports/Blobs';
import { createLocalBlobs } from './createLocalBlobs';
import { createOffscreenBlobs } from './createOffscreenBlobs';
import { fetchMedia } from './fetchMedia';
import { installRefererRule } from './installRefererRule';
import { keepThumbs } from './thumbs/keepThumbs';

const holdsBlobs = (): boolean => typeof XMLHttpRequest === 'function' && typeof URL.createObjectURL === 'function';

/**
 * Blobs for the background of any browser: by itself where it is a page (Firefox's event page), by the offscreen
 * document where it is a worker (Chrome). Every fetch waits for the Referer rule. Build it while the background starts.
 */
export const createBlobs = (): Blobs => {
  const blobs = holdsBlobs() ? createLocalBlobs({ fetchMedia, thumbs: keepThumbs() }) : createOffscreenBlobs();
  return {
    ...blobs,
    fetch: async (order, onProgress) => {
      await installRefererRule();
      return blobs.fetch(order, onProgress);
    },
    fetchText: async (urls, kind) => {
      await installRefererRule();
      return blobs.fetchText(urls, kind);
    },
  };
};

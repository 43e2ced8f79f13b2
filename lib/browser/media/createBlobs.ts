import { err, type Result } from '@/lib/base/result';
import { installRefererRule } from '@/lib/browser/access/installRefererRule';
import { withSiteAccess } from '@/lib/browser/access/sitePermission';
import { keepThumbs } from '@/lib/browser/media/thumbs/keepThumbs';
import type { Settings } from '@/lib/model/settings';
import type { Blobs } from '@/lib/ports/Blobs';
import { createLocalBlobs } from './createLocalBlobs';
import { createOffscreenBlobs } from './createOffscreenBlobs';
import { fetchMirrors } from './fetchMirrors';
import { probeSound } from './probeSound';

/**
 * Blobs for the background of any browser: by itself where it is a page (Firefox's event page), by the offscreen
 * document where it is a worker (Chrome). Every fetch waits for the Referer rule; `permission` where the person keeps
 * the site's hosts from us. `place` = where files go. Build it while the background starts.
 */
export const createBlobs = (place: () => Promise<Settings['place']>): Blobs => {
  // By the build, not by a look: Chromium's worker would read the whole of mediabunny at each start in vain.
  const blobs = import.meta.env.FIREFOX
    ? createLocalBlobs({ fetchMirrors, probeSound, thumbs: keepThumbs() })
    : createOffscreenBlobs(place);
  const ruled = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    await installRefererRule();
    const got = await work();
    return got.ok ? got : err(await withSiteAccess(got.error));
  };
  const probe = blobs.probeSound?.bind(blobs);
  return {
    ...blobs,
    fetch: (order, onProgress) => ruled(() => blobs.fetch(order, onProgress)),
    ...(probe ? { probeSound: (order) => ruled(() => probe(order)) } : {}),
    fetchText: (urls, kind) => ruled(() => blobs.fetchText(urls, kind)),
  };
};

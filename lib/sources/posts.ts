import { ok } from '@/lib/base/result';
import { countOf, defineSource, openProfile } from './ListSource';

/** The posts of a profile, pinned ones first, then newest first. */
export const posts = defineSource({
  kind: 'posts',
  offers: {
    ofPost: ({ author: { secUid, uniqueId } }) => ({ kind: 'posts', secUid, ...(uniqueId ? { uniqueId } : {}) }),
    ofProfile: ({ author: { secUid, uniqueId, privateAccount }, stats }, isYou) => ({
      source: { kind: 'posts', secUid, uniqueId },
      ...countOf(stats.videos),
      ...(privateAccount && stats.videos === 0 && !isYou ? { blocked: 'private' } : {}),
    }),
    ofYou: ({ secUid, uniqueId }) => ({ kind: 'posts', secUid, uniqueId }),
  },
  keyOf: ({ secUid }) => secUid,
  open: async (source, client) => {
    const opened = await openProfile(source, client);
    if (!opened.ok) return opened;
    const { profile, ...list } = opened.value;
    return ok(profile === undefined ? list : { ...list, total: profile.stats.videos });
  },
  page: ({ secUid }, cursor, client) => client.postList({ secUid, cursor }),
});

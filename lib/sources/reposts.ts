import { ok } from '@/lib/base/result';
import { defineSource, openProfile } from './ListSource';

/** What a profile reposted, latest repost first; when that was the site does not tell. */
export const reposts = defineSource({
  kind: 'reposts',
  offers: {
    ofProfile: ({ author: { secUid, uniqueId, privateAccount }, stats }, isYou) =>
      // A closed profile shows nothing of this either.
      privateAccount && stats.videos === 0 && !isYou ? undefined : { source: { kind: 'reposts', secUid, uniqueId } },
    ofYou: ({ secUid, uniqueId }) => ({ kind: 'reposts', secUid, uniqueId }),
  },
  keyOf: ({ secUid }) => secUid,
  open: async (source, client) => {
    const opened = await openProfile(source, client);
    if (!opened.ok) return opened;
    const { profile: _, ...list } = opened.value;
    return ok(list);
  },
  page: ({ secUid }, cursor, client) => client.reposts({ secUid, cursor }),
});

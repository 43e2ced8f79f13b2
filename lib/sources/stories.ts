import { ok } from '@/lib/base/result';
import { defineSource, openProfile } from './ListSource';

/** The stories of a person; they are gone after a day. */
export const stories = defineSource({
  kind: 'stories',
  offers: {
    ofProfile: ({ author: { secUid, uid, uniqueId, privateAccount }, stats }, isYou) =>
      uid === '' || (privateAccount && stats.videos === 0 && !isYou)
        ? undefined
        : { source: { kind: 'stories', secUid, uid, uniqueId } },
  },
  keyOf: ({ secUid }) => secUid,
  open: async (source, client) => {
    const opened = await openProfile(source, client);
    if (!opened.ok) return opened;
    const { profile: _, ...list } = opened.value;
    return ok(list);
  },
  page: ({ uid }, cursor, client) => client.stories({ authorId: uid, cursor }),
});

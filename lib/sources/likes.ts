import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import { countOf, defineSource, openProfile } from './ListSource';

/** What a profile liked, latest like first. Closed likes answer with an empty list, so they are refused beforehand. */
export const likes = defineSource({
  kind: 'likes',
  offers: {
    ofProfile: ({ author: { secUid, uniqueId }, stats, likesPublic }, isYou) =>
      likesPublic || isYou ? { source: { kind: 'likes', secUid, uniqueId }, ...countOf(stats.liked) } : undefined,
    ofYou: ({ secUid, uniqueId }) => ({ kind: 'likes', secUid, uniqueId }),
  },
  keyOf: ({ secUid }) => secUid,
  open: async (source, client) => {
    const opened = await openProfile(source, client);
    if (!opened.ok) return opened;
    const { profile, ...list } = opened.value;
    if (profile === undefined) return ok(list);
    const own = async () => (await client.whoIsLoggedIn())?.secUid === source.secUid;
    if (!profile.likesPublic && !(await own())) return err(failure('private', 'likes are closed'));
    return ok({ ...list, total: profile.stats.liked });
  },
  page: ({ secUid }, cursor, client) => client.likes({ secUid, cursor }),
});

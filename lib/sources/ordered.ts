import { ok } from '@/lib/base/result';
import { countOf, defineSource, openProfile, type SourceReader } from './ListSource';

type OrderKind = 'popular' | 'oldest';

/** Posts of a profile in another order than by time; the site may leave some out of it. */
const ordered = (kind: OrderKind, page: NonNullable<SourceReader<OrderKind>['page']>) =>
  defineSource<OrderKind>({
    kind,
    offers: {
      ofProfile: ({ author: { secUid, uniqueId, privateAccount }, stats }, isYou) =>
        privateAccount && stats.videos === 0 && !isYou
          ? undefined
          : { source: { kind, secUid, uniqueId }, ...countOf(stats.videos) },
    },
    keyOf: ({ secUid }) => secUid,
    open: async (source, client) => {
      const opened = await openProfile(source, client);
      if (!opened.ok) return opened;
      const { profile, ...list } = opened.value;
      return ok(profile === undefined ? list : { ...list, total: profile.stats.videos });
    },
    page,
  });

/** The posts of a profile, most played first. */
export const popular = ordered('popular', ({ secUid }, cursor, client) => client.popularPosts({ secUid, cursor }));

/** The posts of a profile, oldest first. */
export const oldest = ordered('oldest', ({ secUid }, cursor, client) => client.oldestPosts({ secUid, cursor }));

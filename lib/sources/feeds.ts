import { ok } from '@/lib/base/result';
import type { PageRef } from '@/lib/model/pageRef';
import type { SourceKind } from '@/lib/model/source';
import { defineSource, type SourceOf, type SourceOffers, type SourceReader } from './ListSource';

/** Kinds of which there is one for whoever looks at the site. */
type FeedKind = 'feed' | 'following_feed' | 'friends_feed' | 'history' | 'followed_stories';

/** A list that belongs to nobody but whoever looks at it: it has no name, and its posts are filed under their authors. */
const own = <K extends FeedKind & SourceKind>(
  kind: K,
  offers: SourceOffers<SourceOf<K>>,
  page: NonNullable<SourceReader<K>['page']>,
) => defineSource<K>({ kind, offers, keyOf: () => '', open: async () => ok({ owner: { key: kind, name: '' } }), page });

const at =
  <S>(kind: PageRef['kind'], source: S) =>
  (ref: PageRef): S | undefined =>
    ref.kind === kind ? source : undefined;

/** The For You feed. */
export const feed = own('feed', { ofAddress: at('feed', { kind: 'feed' }) }, (_, cursor, client) =>
  client.feed({ cursor }),
);

/** Posts of those that the person follows. */
export const followingFeed = own(
  'following_feed',
  { ofAddress: at('following', { kind: 'following_feed' }) },
  (_, cursor, client) => client.followingFeed({ cursor }),
);

/** Posts of the person's friends. */
export const friendsFeed = own(
  'friends_feed',
  { ofAddress: at('friends', { kind: 'friends_feed' }) },
  (_, cursor, client) => client.friendsFeed({ cursor }),
);

/** What the person watched, latest first. */
export const history = own(
  'history',
  { ofAddress: at('history', { kind: 'history' }), ofYou: () => ({ kind: 'history' }) },
  (_, cursor, client) => client.watchHistory({ cursor }),
);

/** Stories of those that the person follows. */
export const followedStories = own(
  'followed_stories',
  { ofYou: () => ({ kind: 'followed_stories' }) },
  (_, cursor, client) => client.followedStories({ cursor }),
);

/** The Explore page, of all subjects or of one. */
export const explore = defineSource({
  kind: 'explore',
  offers: { ofAddress: at('explore', { kind: 'explore' }) },
  keyOf: ({ category }) => (category === undefined ? '' : String(category)),
  open: async () => ok({ owner: { key: 'explore', name: '' } }),
  page: ({ category }, cursor, client) => client.explore({ category, cursor }),
});

/** Posts like one: one page, which changes from day to day. */
export const related = defineSource({
  kind: 'related',
  offers: { ofPost: ({ id }) => ({ kind: 'related', ofPost: id }) },
  keyOf: ({ ofPost }) => ofPost,
  open: async ({ ofPost }) => ok({ owner: { key: ofPost, name: '' } }),
  page: ({ ofPost }, _cursor, client) => client.related({ itemId: ofPost }),
});

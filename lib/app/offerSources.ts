import type { Account, Offer, OfferedSource } from '@/lib/model/offer';
import type { PageRef } from '@/lib/model/pageRef';
import type { Post } from '@/lib/model/post';
import type { Profile } from '@/lib/model/profile';

export const countOf = (count: number): { count?: number } => (count > 0 ? { count } : {});

/** What everybody who is logged in has. */
export const yoursOf = (you: Account): OfferedSource[] => [
  { source: { kind: 'likes', secUid: you.secUid, uniqueId: you.uniqueId } },
  { source: { kind: 'favourites', secUid: you.secUid, uniqueId: you.uniqueId } },
  { source: { kind: 'posts', secUid: you.secUid, uniqueId: you.uniqueId } },
];

/** What a profile's page offers at once. */
export const profileSources = (profile: Profile, isYou: boolean): OfferedSource[] => {
  const { secUid, uniqueId, privateAccount } = profile.author;
  const locked = privateAccount === true && profile.stats.videos === 0 && !isYou;
  const posts: OfferedSource = {
    source: { kind: 'posts', secUid, uniqueId },
    ...countOf(profile.stats.videos),
    ...(locked ? { blocked: 'private' as const } : {}),
  };
  const likes: OfferedSource[] =
    profile.likesPublic || isYou
      ? [{ source: { kind: 'likes', secUid, uniqueId }, ...countOf(profile.stats.liked) }]
      : [];
  return [posts, ...likes];
};

/** What hangs on a post: its playlist and its author's posts. */
export const postSources = ({ mixId, author }: Post): OfferedSource[] => [
  ...(mixId ? [{ source: { kind: 'mix' as const, mixId } }] : []),
  {
    source: {
      kind: 'posts',
      secUid: author.secUid,
      ...(author.uniqueId ? { uniqueId: author.uniqueId } : {}),
    },
  },
];

export const describeProfile = (profile: Profile): Offer['profile'] => ({
  uid: profile.author.uid,
  secUid: profile.author.secUid,
  uniqueId: profile.author.uniqueId,
  nickname: profile.author.nickname,
  ...(profile.author.avatar === undefined ? {} : { avatar: profile.author.avatar }),
  videos: profile.stats.videos,
  followers: profile.stats.followers,
  private: profile.author.privateAccount === true,
  likesPublic: profile.likesPublic,
});

export const pageNames: Record<PageRef['kind'], Offer['page']> = {
  post: 'post',
  profile: 'profile',
  live: 'live',
  mix: 'mix',
  collection: 'collection',
  search: 'search',
  tag: 'tag',
  music: 'music',
  explore: 'explore',
  feed: 'feed',
  short: 'other',
  other: 'other',
};

/** What the address alone tells. */
export const directSources = (ref: PageRef): OfferedSource[] => {
  if (ref.kind === 'mix') return [{ source: { kind: 'mix', mixId: ref.mixId } }];
  if (ref.kind === 'collection') return [{ source: { kind: 'collection', collectionId: ref.collectionId } }];
  if (ref.kind === 'search') return [{ source: { kind: 'search', keyword: ref.keyword } }];
  return [];
};

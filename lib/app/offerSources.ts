import type { Account, Offer, OfferedSource } from '@/lib/model/offer';
import type { PageRef } from '@/lib/model/pageRef';
import type { Post } from '@/lib/model/post';
import type { Profile } from '@/lib/model/profile';
import { isListKind, isWholeProfile } from '@/lib/model/source';
import type { SourceOffers } from '@/lib/sources/ListSource';
import { allSources, sourceOfAddress } from '@/lib/sources/registry';

const offered = <T>(ask: (offers: SourceOffers) => T | undefined): T[] =>
  allSources.flatMap(({ offers }) => ask(offers) ?? []);

/** What everybody who is logged in has. Their own posts come last: most people come for what they collected. */
export const yoursOf = (you: Account): OfferedSource[] =>
  offered((offers) => offers.ofYou?.(you))
    .map((source) => ({ source }))
    .toSorted((a, b) => Number(isWholeProfile(a.source.kind)) - Number(isWholeProfile(b.source.kind)));

/** What a profile's page offers at once. */
export const profileSources = (profile: Profile, isYou: boolean): OfferedSource[] =>
  offered((offers) => offers.ofProfile?.(profile, isYou));

/** What hangs on a post: its playlist and its author's posts. */
export const postSources = (post: Post): OfferedSource[] =>
  offered((offers) => offers.ofPost?.(post)).map((source) => ({ source }));

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
  place: 'place',
  explore: 'explore',
  feed: 'feed',
  following: 'following',
  friends: 'friends',
  history: 'history',
  short: 'other',
  other: 'other',
};

/** The list that an address alone tells. */
export const directSources = (ref: PageRef): OfferedSource[] => {
  const source = sourceOfAddress(ref);
  return source && isListKind(source.kind) ? [{ source }] : [];
};

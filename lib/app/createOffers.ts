import type { Failure } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import type { Account, Offer, OfferedSource } from '@/lib/model/offer';
import type { PageRef } from '@/lib/model/pageRef';
import type { Profile } from '@/lib/model/profile';
import { type Hydration, readHydrationJson } from '@/lib/tiktok/hydration';
import { readAddress } from '@/lib/tiktok/ids';
import type { Shelves } from './createShelves';

/** What an offer is made from. */
export interface OfferParts {
  profile(uniqueId: string): Promise<Result<Profile>>;
  /** The page's data as text, empty when there is none. */
  tabData(tabId: number): Promise<string>;
  /** The account known from an earlier page, when this one tells none. */
  knownAccount(): Promise<Account | undefined>;
  rememberAccount(account: Account | undefined): Promise<void>;
  isSaved(postId: string): Promise<boolean>;
  allowed(): Promise<boolean>;
  readonly shelves: Shelves;
}

const nothingHere: Offer = { page: 'elsewhere', allowed: true, here: [], yours: [] };

const countOf = (count: number): { count?: number } => (count > 0 ? { count } : {});

const yoursOf = (you: Account): OfferedSource[] => [
  { source: { kind: 'likes', secUid: you.secUid, uniqueId: you.uniqueId } },
  { source: { kind: 'favourites', secUid: you.secUid, uniqueId: you.uniqueId } },
  { source: { kind: 'posts', secUid: you.secUid, uniqueId: you.uniqueId } },
];

const profileSources = (profile: Profile, isYou: boolean): OfferedSource[] => {
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

const describeProfile = (profile: Profile): Offer['profile'] => ({
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

const pageNames: Record<PageRef['kind'], Offer['page']> = {
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

const directSources = (ref: PageRef): OfferedSource[] => {
  if (ref.kind === 'mix') return [{ source: { kind: 'mix', mixId: ref.mixId } }];
  if (ref.kind === 'collection') return [{ source: { kind: 'collection', collectionId: ref.collectionId } }];
  if (ref.kind === 'search') return [{ source: { kind: 'search', keyword: ref.keyword } }];
  return [];
};

/** Makes the popup's offer for a tab. */
export const createOffers = (parts: OfferParts) => {
  const readTab = async (tabId: number): Promise<Hydration | undefined> => {
    const data = await parts.tabData(tabId);
    if (data === '') return undefined;
    const page = readHydrationJson(data);
    return page.ok ? page.value : undefined;
  };

  // The page's data is of the page that was loaded, which after in-page navigation is no longer the one shown.
  const profileOf = async (uniqueId: string, page: Hydration | undefined): Promise<Result<Profile>> =>
    page?.profile?.ok && page.profile.value.author.uniqueId === uniqueId ? page.profile : parts.profile(uniqueId);

  const withProfile = async (offer: Offer, uniqueId: string, page: Hydration | undefined): Promise<Offer> => {
    const read = await profileOf(uniqueId, page);
    if (!read.ok) return { ...offer, problem: plain(read.error) };
    const profile = read.value;
    const isYou = profile.author.secUid === offer.you?.secUid;
    return { ...offer, profile: describeProfile(profile), here: [...offer.here, ...profileSources(profile, isYou)] };
  };

  const plain = (error: Failure): Failure => ({ ...error });

  /** What only the site can tell of the person's own lists: counts, playlists, favourites folders. */
  const enrichYours = async (offer: Offer): Promise<Offer> => {
    const { you } = offer;
    if (!you) return offer;
    const [profile, playlists, folders] = await Promise.all([
      parts.shelves.profile(you.secUid),
      parts.shelves.playlists(you.secUid),
      parts.shelves.folders(you.secUid),
    ]);
    const counts: Partial<Record<OfferedSource['source']['kind'], number>> = profile
      ? { posts: profile.stats.videos, likes: profile.stats.liked }
      : {};
    const counted = offer.yours.map((offered) => ({ ...offered, ...countOf(counts[offered.source.kind] ?? 0) }));
    return { ...offer, yours: [...counted, ...folders, ...playlists] };
  };

  const enrichHere = async (offer: Offer): Promise<Offer> => {
    if (!offer.profile || offer.profile.secUid === offer.you?.secUid) return offer;
    return { ...offer, here: [...offer.here, ...(await parts.shelves.playlists(offer.profile.secUid))] };
  };

  const ofPost = async (
    offer: Offer,
    ref: PageRef & { kind: 'post' },
    page: Hydration | undefined,
    more: boolean,
  ): Promise<Offer> => {
    const { postId, uniqueId } = ref;
    const known = page?.post?.ok && page.post.value.id === postId ? page.post.value : undefined;
    const mix: OfferedSource[] = known?.mixId ? [{ source: { kind: 'mix', mixId: known.mixId } }] : [];
    const base: Offer = {
      ...offer,
      post: { id: postId, saved: await parts.isSaved(postId), ...(known ? { desc: known.desc } : {}) },
      here: [{ source: { kind: 'one', postId, ...(uniqueId ? { uniqueId } : {}) } }, ...mix],
    };
    if (known?.author.secUid) {
      const { secUid, uniqueId: handle } = known.author;
      return {
        ...base,
        here: [...base.here, { source: { kind: 'posts', secUid, ...(handle ? { uniqueId: handle } : {}) } }],
      };
    }
    return more && uniqueId ? withProfile(base, uniqueId, page) : base;
  };

  const ofPage = (offer: Offer, ref: PageRef, page: Hydration | undefined, more: boolean): Promise<Offer> => {
    // A live room cannot be recorded yet; what its owner posted can be saved.
    if (ref.kind === 'profile' || ref.kind === 'live') return withProfile(offer, ref.uniqueId, page);
    return ref.kind === 'post' ? ofPost(offer, ref, page, more) : Promise.resolve(offer);
  };

  return {
    /** What the tab offers; `elsewhere` for anything that is no page of TikTok. */
    offer: async (tabId: number, address: string, more = false): Promise<Offer> => {
      const allowed = await parts.allowed();
      const ref = readAddress(address);
      const page = ref.ok && allowed ? await readTab(tabId) : undefined;
      if (page) await parts.rememberAccount(page.account);
      const you = page ? page.account : await parts.knownAccount();
      const base: Offer = { ...nothingHere, allowed, ...(you ? { you, yours: yoursOf(you) } : {}) };
      if (!ref.ok) return base;
      const offer: Offer = { ...base, page: pageNames[ref.value.kind], here: directSources(ref.value) };
      if (!allowed) return offer;
      const full = await ofPage(offer, ref.value, page, more);
      return more ? enrichHere(await enrichYours(full)) : full;
    },
  };
};

import type { Failure } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import type { Account, Offer, OfferedSource } from '@/lib/model/offer';
import type { PageRef } from '@/lib/model/pageRef';
import type { Post } from '@/lib/model/post';
import type { Profile } from '@/lib/model/profile';
import type { Source } from '@/lib/model/source';
import { readAddress } from '@/lib/tiktok/address/readAddress';
import { type Hydration, readHydrationJson } from '@/lib/tiktok/parse/hydration';
import type { LookupCache } from './createLookupCache';
import { describeProfile, directSources, pageNames, postSources, profileSources, yoursOf } from './offerSources';

/** What an offer is made from. */
export interface OfferParts {
  profile(uniqueId: string): Promise<Result<Profile>>;
  /** The page's data as text, empty when there is none. */
  tabData(tabId: number): Promise<string>;
  /** The account known from an earlier page, when this one tells none. */
  knownAccount(): Promise<Account | undefined>;
  rememberAccount(account: Account | undefined): Promise<void>;
  /** Who the session belongs to, by a request where its cookie is there; asked where the page tells nobody. */
  sessionAccount(): Promise<Account | undefined>;
  /** Where a short link leads. */
  followShortLink(address: string): Promise<Result<PageRef>>;
  isSaved(postId: string): Promise<boolean>;
  allowed(): Promise<boolean>;
  readonly lookups: LookupCache;
}

const isSameFolder = (one: OfferedSource, source: Source): boolean =>
  one.source.kind === 'collection' && source.kind === 'collection' && one.source.collectionId === source.collectionId;

const nothingHere: Offer = { page: 'elsewhere', allowed: true, here: [], yours: [] };

/** Makes the popup's offer for a tab. */
export const createTabOffers = (parts: OfferParts) => {
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
      parts.lookups.profile(you.secUid),
      parts.lookups.playlists(you.secUid),
      parts.lookups.folders(you.secUid),
    ]);
    const told = profile ? profileSources(profile, true) : [];
    const counts = new Map(told.map(({ source, count }) => [source.kind, count]));
    const counted = offer.yours.map((offered) => {
      const count = counts.get(offered.source.kind);
      return { ...offered, ...(count === undefined ? {} : { count }) };
    });
    return { ...offer, yours: [...counted, ...folders, ...playlists] };
  };

  const enrichHere = async (offer: Offer): Promise<Offer> => {
    if (!offer.profile || offer.profile.secUid === offer.you?.secUid) return offer;
    const { secUid } = offer.profile;
    const [playlists, folders] = await Promise.all([
      parts.lookups.playlists(secUid),
      parts.lookups.folders(secUid, true),
    ]);
    return { ...offer, here: [...offer.here, ...playlists, ...folders] };
  };

  /** Addresses tell a playlist or folder by its number only. */
  const withName = async ({ source, ...offered }: OfferedSource, yours: Offer['yours']): Promise<OfferedSource> => {
    if (source.kind === 'mix' && source.name === undefined)
      return (await parts.lookups.playlist(source.mixId)) ?? { source, ...offered };
    const mine = yours.find((one) => isSameFolder(one, source));
    if (mine) return mine;
    if (source.kind === 'collection' && source.name === undefined)
      return (await parts.lookups.folder(source.collectionId)) ?? { source, ...offered };
    return { source, ...offered };
  };

  const enrich = async (offer: Offer): Promise<Offer> => {
    const full = await enrichHere(await enrichYours(offer));
    return { ...full, here: await Promise.all(full.here.map((one) => withName(one, full.yours))) };
  };

  const postOf = async (
    { postId, uniqueId }: PageRef & { kind: 'post' },
    page: Hydration | undefined,
    more: boolean,
  ): Promise<Post | undefined> => {
    if (page?.post?.ok && page.post.value.post.id === postId) return page.post.value.post;
    // Pages of slideshows carry no post, and after in-page navigation the data is of another one.
    return more ? parts.lookups.post(postId, uniqueId) : undefined;
  };

  const ofPost = async (
    offer: Offer,
    ref: PageRef & { kind: 'post' },
    page: Hydration | undefined,
    more: boolean,
  ): Promise<Offer> => {
    const { postId, uniqueId } = ref;
    const post = await postOf(ref, page, more);
    const base: Offer = {
      ...offer,
      post: { id: postId, saved: await parts.isSaved(postId), ...(post ? { desc: post.desc } : {}) },
      here: [{ source: { kind: 'one', postId, ...(uniqueId ? { uniqueId } : {}) } }],
    };
    if (post?.author.secUid) return { ...base, here: [...base.here, ...postSources(post)] };
    return more && uniqueId ? withProfile(base, uniqueId, page) : base;
  };

  const ofPage = (offer: Offer, ref: PageRef, page: Hydration | undefined, more: boolean): Promise<Offer> => {
    // Beside the live itself, what its owner posted can be saved.
    if (ref.kind === 'profile' || ref.kind === 'live') return withProfile(offer, ref.uniqueId, page);
    return ref.kind === 'post' ? ofPost(offer, ref, page, more) : Promise.resolve(offer);
  };

  // A page whose data moved tells nobody, as one of a guest does; the cookies tell the two apart.
  const accountOn = async ({ account }: Hydration): Promise<Account | undefined> => {
    if (account && account.secUid !== '' && account.uid !== '') return account;
    // That nobody could be asked is told by the list that needs to know.
    return parts.sessionAccount().catch(() => parts.knownAccount());
  };

  return {
    /** What the tab offers; `elsewhere` for anything that is no page of TikTok. */
    offer: async (tabId: number, address: string, more = false): Promise<Offer> => {
      const allowed = await parts.allowed();
      const named = readAddress(address);
      // No page has such an address: it was pasted, so that it is asked for once.
      const isShort = allowed && named.ok && named.value.kind === 'short';
      const ref = isShort ? await parts.followShortLink(address) : named;
      const page = ref.ok && allowed ? await readTab(tabId) : undefined;
      const you = page ? await accountOn(page) : await parts.knownAccount();
      if (page) await parts.rememberAccount(you);
      const base: Offer = { ...nothingHere, allowed, ...(you ? { you, yours: yoursOf(you) } : {}) };
      if (!ref.ok) return isShort ? { ...base, page: 'other', problem: plain(ref.error) } : base;
      const offer: Offer = { ...base, page: pageNames[ref.value.kind], here: directSources(ref.value) };
      if (!allowed) return offer;
      const full = await ofPage(offer, ref.value, page, more);
      return more ? enrich(full) : full;
    },
  };
};

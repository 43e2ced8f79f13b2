import { describe, expect, it, vi } from 'vitest';
import { createTabOffers, type OfferParts } from '@/lib/app/createTabOffers';
import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import type { Account } from '@/lib/model/offer';
import type { Post } from '@/lib/model/post';
import type { Profile } from '@/lib/model/profile';

const secUid = `MS4wLjAB${'A'.repeat(40)}`;
const you: Account = { uid: '1', secUid: `MS4wLjAB${'B'.repeat(40)}`, uniqueId: 'me', nickname: 'Me' };

const profile = (over: Partial<Profile> = {}): Profile => ({
  author: { secUid, uid: '2', uniqueId: 'paper', nickname: 'Paper', privateAccount: false },
  bio: '',
  stats: { followers: 9, following: 1, likesReceived: 3, videos: 60, liked: 7, friends: 0 },
  likesPublic: false,
  showsPlaylists: true,
  live: false,
  ...over,
});

const page = (scope: Record<string, unknown>): string => JSON.stringify({ __DEFAULT_SCOPE__: scope });
const loggedIn = {
  'webapp.app-context': {
    wid: '7377772863376426514',
    user: { uid: you.uid, secUid: you.secUid, uniqueId: you.uniqueId, nickName: you.nickname },
  },
};

const build = (over: Partial<OfferParts> = {}) => {
  const parts: OfferParts = {
    profile: vi.fn(async () => ok(profile())),
    tabData: async () => '',
    knownAccount: async () => undefined,
    rememberAccount: vi.fn(async () => {}),
    sessionAccount: async () => undefined,
    followShortLink: async () => err(failure('removed')),
    isSaved: async () => false,
    allowed: async () => true,
    lookups: {
      post: async () => undefined,
      playlist: async (mixId) => ({ source: { kind: 'mix', mixId, name: 'Boats' }, count: 3 }),
      profile: async () => profile({ author: { ...profile().author, secUid: you.secUid } }),
      playlists: async () => [{ source: { kind: 'mix', mixId: '11', name: 'Tea' }, count: 4 }],
      folder: async () => undefined,
      folders: async () => [{ source: { kind: 'collection', collectionId: '12', name: 'Wood' }, count: 5 }],
    },
    ...over,
  };
  return { parts, offer: createTabOffers(parts).offer };
};

describe('offer', () => {
  it('says elsewhere off the site, with what the account offers', async () => {
    const { offer } = build({ knownAccount: async () => you });
    const made = await offer(1, 'https://example.org/@paper');
    expect(made.page).toBe('elsewhere');
    expect(made.here).toEqual([]);
    expect(made.yours.map(({ source }) => source.kind)).toEqual([
      'likes',
      'reposts',
      'favourites',
      'history',
      'followed_stories',
      'following',
      'followers',
      'posts',
    ]);
  });
  it('of a short link is that of what it leads to, or says why it leads nowhere', async () => {
    const { offer } = build({ followShortLink: async () => ok({ kind: 'profile', uniqueId: 'paper' }) });
    const made = await offer(1, 'https://vm.tiktok.com/ZMabc/', true);
    expect([made.page, made.here[0]?.source]).toEqual(['profile', { kind: 'posts', secUid, uniqueId: 'paper' }]);
    const dead = await build().offer(1, 'https://vt.tiktok.com/ZMabc/', true);
    expect([dead.problem?.code, dead.here]).toEqual(['removed', []]);
    const follow = vi.fn(async () => err(failure('removed')));
    await build({ allowed: async () => false, followShortLink: follow }).offer(1, 'https://vm.tiktok.com/ZMabc/', true);
    expect(follow).not.toHaveBeenCalled();
  });
  it.each([
    ['nobody', {}],
    ['a handle alone', { user: { uniqueId: you.uniqueId } }],
  ])('asks whom the session belongs to where the page tells %s', async (_what, context) => {
    const tabData = async () => page({ 'webapp.app-context': { wid: '7377772863376426514', ...context } });
    const { offer, parts } = build({ tabData, sessionAccount: async () => you });
    expect((await offer(1, 'https://www.tiktok.com/@paper')).you).toEqual(you);
    expect(parts.rememberAccount).toHaveBeenLastCalledWith(you);
    const nobody = build({ tabData });
    expect((await nobody.offer(1, 'https://www.tiktok.com/@paper')).you).toBeUndefined();
    expect(nobody.parts.rememberAccount).toHaveBeenLastCalledWith(undefined);
  });
  it('offers posts with their count on a profile, and likes only when they are public', async () => {
    const { offer } = build();
    expect((await offer(1, 'https://www.tiktok.com/@paper')).here).toEqual([
      { source: { kind: 'posts', secUid, uniqueId: 'paper' }, count: 60 },
      { source: { kind: 'popular', secUid, uniqueId: 'paper' }, count: 60 },
      { source: { kind: 'oldest', secUid, uniqueId: 'paper' }, count: 60 },
      { source: { kind: 'reposts', secUid, uniqueId: 'paper' } },
      { source: { kind: 'stories', secUid, uid: '2', uniqueId: 'paper' } },
      { source: { kind: 'following', secUid, uniqueId: 'paper' }, count: 1 },
      { source: { kind: 'followers', secUid, uniqueId: 'paper' }, count: 9 },
    ]);
    const open = build({ profile: async () => ok(profile({ likesPublic: true })) });
    expect((await open.offer(1, 'https://www.tiktok.com/@paper')).here).toContainEqual({
      source: { kind: 'likes', secUid, uniqueId: 'paper' },
      count: 7,
    });
  });
  it('marks a private profile that shows nothing, and not one that shows its posts to a follower', async () => {
    const hidden = profile({
      author: { ...profile().author, privateAccount: true },
      stats: { ...profile().stats, videos: 0 },
    });
    const { offer } = build({ profile: async () => ok(hidden) });
    expect((await offer(1, 'https://www.tiktok.com/@paper')).here[0]?.blocked).toBe('private');
    const follower = build({ profile: async () => ok({ ...hidden, stats: profile().stats }) });
    expect((await follower.offer(1, 'https://www.tiktok.com/@paper')).here[0]?.blocked).toBeUndefined();
  });
  it('hands on why a profile could not be read', async () => {
    const { offer } = build({ profile: async () => err(failure('captcha')) });
    const made = await offer(1, 'https://www.tiktok.com/@paper');
    expect(made.problem?.code).toBe('captcha');
    expect(made.here).toEqual([]);
  });
  it('reads the account from the tab and remembers it', async () => {
    const { offer, parts } = build({ tabData: async () => page(loggedIn) });
    const made = await offer(1, 'https://www.tiktok.com/foryou');
    expect(made.you?.uniqueId).toBe('me');
    expect(parts.rememberAccount).toHaveBeenCalledWith(expect.objectContaining({ uid: '1' }));
  });
  it('forgets the account when the tab shows that nobody is logged in', async () => {
    const context = { 'webapp.app-context': { wid: '7377772863376426514' } };
    const { offer, parts } = build({ tabData: async () => page(context), knownAccount: async () => you });
    expect((await offer(1, 'https://www.tiktok.com/')).you).toBeUndefined();
    expect(parts.rememberAccount).toHaveBeenCalledWith(undefined);
  });
  it('asks the site for nothing but the profile unless more is wanted', async () => {
    const { offer } = build({ knownAccount: async () => you });
    const made = await offer(1, 'https://www.tiktok.com/@paper', true);
    expect(made.here.map(({ source }) => source.kind)).toEqual([
      'posts',
      'popular',
      'oldest',
      'reposts',
      'stories',
      'following',
      'followers',
      'mix',
      'collection',
    ]);
    expect(made.yours.map(({ source }) => source.kind)).toEqual([
      'likes',
      'reposts',
      'favourites',
      'history',
      'followed_stories',
      'following',
      'followers',
      'posts',
      'collection',
      'mix',
    ]);
    expect(made.yours[0]?.count).toBe(7);
  });
  it.each([
    ['https://www.tiktok.com/@paper/video/7692114317151423775', 'one'],
    ['https://www.tiktok.com/@paper/photo/7692114317151423775', 'one'],
    ['https://www.tiktok.com/@paper/playlist/Tea-7681171537575824159', 'mix'],
    ['https://www.tiktok.com/@paper/collection/Wood-7681171537575824159', 'collection'],
    ['https://www.tiktok.com/search?q=paper%20boat', 'search'],
  ])('%s offers %s', async (address, kind) => {
    expect((await build().offer(1, address)).here[0]?.source.kind).toBe(kind);
  });
  it('tells the name and length of the playlist and the folder that the address shows', async () => {
    const { offer } = build({ knownAccount: async () => you });
    expect((await offer(1, 'https://www.tiktok.com/@paper/playlist/x-7681171537575824159', true)).here).toEqual([
      { source: { kind: 'mix', mixId: '7681171537575824159', name: 'Boats' }, count: 3 },
    ]);
    expect((await offer(1, 'https://www.tiktok.com/@me/collection/x-12', true)).here).toEqual([
      { source: { kind: 'collection', collectionId: '12', name: 'Wood' }, count: 5 },
    ]);
  });
  it("asks for the post of a slideshow's page, which carries none", async () => {
    const { author } = profile();
    const post = vi.fn(async (id: string) => ({ id, desc: 'Boats', mixId: '11', author }) as unknown as Post);
    const { offer, parts } = build();
    const address = 'https://www.tiktok.com/@paper/photo/7692114317151423775';
    expect((await build({ lookups: { ...parts.lookups, post } }).offer(1, address)).here).toHaveLength(1);
    expect(post).not.toHaveBeenCalled();
    const made = await build({ lookups: { ...parts.lookups, post } }).offer(1, address, true);
    expect(made.post?.desc).toBe('Boats');
    expect(made.here.map(({ source }) => source.kind)).toEqual(['one', 'mix', 'posts', 'related']);
    // No answer: what the profile tells is next best.
    expect((await offer(1, address, true)).here.map(({ source }) => source.kind)).toEqual([
      'one',
      'posts',
      'popular',
      'oldest',
      'reposts',
      'stories',
      'following',
      'followers',
      'mix',
      'collection',
    ]);
  });
  it('reads nothing while the person keeps the site from us', async () => {
    const tabData = vi.fn(async () => page(loggedIn));
    const { offer } = build({ allowed: async () => false, tabData });
    const made = await offer(1, 'https://www.tiktok.com/@paper');
    expect(made.allowed).toBe(false);
    expect(tabData).not.toHaveBeenCalled();
  });
});

import type { Offer, OfferedSource } from '@/lib/model/offer';
import { mockProfile, you } from './mocks';

const { secUid } = you;
const other = { secUid: 'MS4wLjABAAAAslowkitchen', uniqueId: 'slowkitchen' };
const mine = { secUid, uniqueId: you.uniqueId };

const everythingOfYours: readonly OfferedSource[] = [
  { source: { kind: 'likes', ...mine }, count: 1204 },
  { source: { kind: 'favourites', ...mine }, count: 87 },
  { source: { kind: 'collection', collectionId: '7000000000000000011', name: 'Recipes for later' }, count: 42 },
  { source: { kind: 'collection', collectionId: '7000000000000000012', name: 'Places to see once' }, count: 7 },
  { source: { kind: 'history' } },
  { source: { kind: 'following_feed' } },
  { source: { kind: 'friends_feed' } },
  { source: { kind: 'followed_stories' } },
  { source: { kind: 'following', ...mine }, count: 318 },
  { source: { kind: 'followers', ...mine }, count: 41 },
  { source: { kind: 'posts', ...mine }, count: 12 },
];

const page = (name: Offer['page'], here: readonly OfferedSource[], more: Partial<Offer> = {}): Offer => ({
  ...{ page: name, allowed: true, you, here: [...here], yours: [...everythingOfYours] },
  ...more,
});

/** Pages of each kind of list. */
export const listOffers = {
  everyList: page(
    'profile',
    [
      { source: { kind: 'posts', ...other }, count: 214 },
      { source: { kind: 'popular', ...other }, count: 214 },
      { source: { kind: 'oldest', ...other }, count: 214 },
      { source: { kind: 'reposts', ...other } },
      { source: { kind: 'stories', ...other, uid: '2' } },
      { source: { kind: 'likes', ...other }, blocked: 'private' },
      { source: { kind: 'collection', collectionId: '7000000000000000021', name: 'Bread tins' }, count: 9 },
      { source: { kind: 'mix', mixId: '7000000000000000001', name: 'Bread for beginners' }, count: 18 },
      { source: { kind: 'mix', mixId: '7000000000000000002', name: 'Soups' }, count: 9 },
      { source: { kind: 'following', ...other }, count: 318 },
      { source: { kind: 'followers', ...other }, count: 1_240_000 },
    ],
    { profile: mockProfile },
  ),
  empty: page('profile', [{ source: { kind: 'reposts', ...other }, blocked: 'empty' }], { profile: mockProfile }),
  login: page('search', [{ source: { kind: 'photo_search', keyword: 'wild garlic pesto' }, blocked: 'login' }]),
  post: page(
    'post',
    [
      { source: { kind: 'one', postId: '7300000000000000001', uniqueId: 'slowkitchen' } },
      { source: { kind: 'related', ofPost: '7300000000000000001' } },
      { source: { kind: 'sound', musicId: '7000000000000000031', name: 'original sound - slowkitchen' } },
    ],
    { profile: mockProfile, post: { id: '7300000000000000001', desc: 'Six ways to cut an onion', saved: false } },
  ),
  tag: page('tag', [{ source: { kind: 'tag', name: 'slowfood' } }]),
  sound: page('music', [
    { source: { kind: 'sound', musicId: '7000000000000000031', name: 'A rather long name of a sound that goes on' } },
  ]),
  place: page('place', [{ source: { kind: 'place', placeId: '22535796485404', name: 'Kreuzberg, Berlin' } }]),
  search: page('search', [
    { source: { kind: 'search', keyword: 'wild garlic pesto' } },
    { source: { kind: 'photo_search', keyword: 'wild garlic pesto' } },
  ]),
  explore: page('explore', [{ source: { kind: 'explore' } }]),
  forYou: page('feed', [{ source: { kind: 'feed' } }]),
  history: page('history', [{ source: { kind: 'history' } }]),
} satisfies Record<string, Offer>;

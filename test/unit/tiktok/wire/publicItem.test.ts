import { expect, test } from 'vitest';
import { publicItem } from '@/lib/tiktok/wire/publicItem';

test('an item loses signed addresses and what the account did, wherever they stand, and nothing else', () => {
  const item = {
    id: '7300000000000000001',
    desc: 'see https://example.org/?a=1 now',
    digged: true,
    collected: false,
    isPinnedItem: false,
    author: {
      uniqueId: 'mira',
      relation: 1,
      followStatus: 2,
      avatarThumb: 'https://p16-sign.tiktokcdn-us.com/a.jpeg?x=1',
    },
    video: {
      playAddr: 'https://v16-webapp-prime.tiktok.com/video/tos/x/',
      cover: '//p16.tiktokcdn.com/x.jpeg',
      bitrateInfo: [{ PlayAddr: { UrlList: ['https://www.tiktok.com/aweme/v1/play/?signature=s'], UrlKey: 'k' } }],
    },
    page: 'https://www.tiktok.com/@mira',
    odd: null,
  };
  expect(publicItem(item)).toEqual({
    id: '7300000000000000001',
    desc: 'see https://example.org/?a=1 now',
    isPinnedItem: false,
    author: { uniqueId: 'mira' },
    video: { bitrateInfo: [{ PlayAddr: { UrlList: [], UrlKey: 'k' } }] },
    page: 'https://www.tiktok.com/@mira',
    odd: null,
  });
});

test('an item that is nested without end is cut', () => {
  let deep: unknown = 'x';
  for (let level = 0; level < 20_000; level += 1) deep = { in: deep };
  expect(() => JSON.stringify(publicItem(deep))).not.toThrow();
});

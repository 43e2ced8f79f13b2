import { describe, expect, test } from 'vitest';
import { buildRequest } from '@/lib/tiktok/request/buildRequest';
import { countFor, endpoints, imFetch } from '@/lib/tiktok/request/endpoints';
import { plainContext } from '@/lib/tiktok/request/requestContext';
import { xBogus } from '@/lib/tiktok/sign/xBogus';

const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const context = {
  ...plainContext(userAgent),
  timeZone: 'Europe/Berlin',
  deviceId: '7300000000000000001',
  region: 'DE',
  webIdLastTime: '1790000000',
};
const post = (token: string, over = {}) =>
  buildRequest(
    endpoints.postList,
    { secUid: 'MS4w_a', count: 20, cursor: '0' },
    { ...context, ...over },
    token,
    1_800_000_000,
  );

describe('buildRequest', () => {
  test('sends what the site sends, in its order', () => {
    expect(post('').unsignedUrl).toBe(
      'https://www.tiktok.com/api/post/item_list/?WebIdLastTime=1790000000&aid=1988&app_language=en&app_name=tiktok_web' +
        '&browser_language=en-US&browser_name=Mozilla&browser_online=true&browser_platform=Win32' +
        '&browser_version=5.0%20%28Windows%20NT%2010.0%3B%20Win64%3B%20x64%29%20AppleWebKit%2F537.36%20%28KHTML%2C%20like%20Gecko%29%20Chrome%2F142.0.0.0%20Safari%2F537.36' +
        '&channel=tiktok_web&cookie_enabled=true&count=20&coverFormat=2&cursor=0&data_collection_enabled=false' +
        '&device_id=7300000000000000001&device_platform=web_pc&focus_state=true&from_page=user&history_len=3' +
        '&is_fullscreen=false&is_page_visible=true&language=en&needPinnedItemIds=true&os=windows' +
        '&post_item_list_request_type=0&priority_region=&referer=&region=DE&screen_height=1080&screen_width=1920' +
        '&secUid=MS4w_a&tz_name=Europe%2FBerlin&user_is_login=false&webcast_language=en',
    );
  });

  test('names the person only when somebody is logged in', () => {
    expect(post('').unsignedUrl).not.toContain('odinId');
    expect(post('', { loggedIn: true, odinId: '77' }).unsignedUrl).toContain('&odinId=77&os=windows');
  });

  test('signs exactly the bytes that are sent, the token included', () => {
    const { url, unsignedUrl } = post('abc-_==');
    const [query = '', value] = new URL(url).search.slice(1).split('&X-Bogus=');
    expect(query).toBe(`${unsignedUrl?.split('?')[1]}&msToken=abc-_==`);
    expect(value).toBe(xBogus(query, { userAgent, unixSeconds: 1_800_000_000 }));
    expect(url).toBe(new URL(url).href);
  });

  test('sends an empty token rather than none', () => {
    expect(post('').url).toMatch(/&msToken=&X-Bogus=[\w/-]{28}$/);
  });

  test('a cookie that is no token cannot add parameters', () => {
    expect(post('a&secUid=b#').url).toContain('&msToken=a%26secUid%3Db%23&X-Bogus=');
  });

  test('leaves the unsigned endpoint unsigned', () => {
    const request = buildRequest(
      endpoints.creatorList,
      { cursor: '1', verifyFp: 'verify_0123abc' },
      context,
      'token',
      1,
    );
    expect(request.url).toBe(request.unsignedUrl);
    expect(request.url).not.toMatch(/msToken|X-Bogus/);
    expect(request.url).toContain('&type=1&');
  });

  test('live chat has parameters of its own', () => {
    const url = new URL(buildRequest(imFetch, { room_id: '1' }, context, '', 1).url);
    expect(url.origin + url.pathname).toBe('https://webcast.tiktok.com/webcast/im/fetch/');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      device_platform: 'web',
      resp_content_type: 'protobuf',
      room_id: '1',
    });
  });
});

test('every endpoint has an address of its own on the site', () => {
  // Three orders of one list; a parameter tells them apart.
  const { popularList, oldestList, ...rest } = endpoints;
  expect([popularList.url, oldestList.url]).toEqual([rest.postList.url, rest.postList.url]);
  const urls = Object.values(rest).map(({ url }) => url);
  expect(new Set(urls).size).toBe(urls.length);
  for (const url of urls)
    expect(url).toMatch(/^https:\/\/(www|webcast)\.tiktok\.com\/(api|api-live|webcast|passport|tiktok)\/[a-z_/\d]+\/$/);
});

test('the search code is JSON', () => {
  expect(JSON.parse(String(endpoints.searchItems.params.web_search_code))).toHaveProperty('tiktok.search_server');
});

test.each([
  [undefined, 35],
  [20, 20],
  [500, 35],
  [0, 1],
  [-3, 1],
  [7.9, 7],
])('count %s becomes %s', (wanted, count) => {
  expect(countFor(endpoints.postList, wanted)).toBe(count);
});

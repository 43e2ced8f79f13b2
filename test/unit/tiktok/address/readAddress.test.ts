import { describe, expect, test } from 'vitest';
import type { PageRef } from '@/lib/model/pageRef';
import { findLinks, postAddress, profileAddress, readAddress } from '@/lib/tiktok/address/readAddress';

const ID = '7352834571283918123';
const post = (uniqueId?: string, photo = false): PageRef => ({
  kind: 'post',
  postId: ID,
  ...(uniqueId ? { uniqueId } : {}),
  photo,
});

const forms: readonly (readonly [string, PageRef])[] = [
  [`https://www.tiktok.com/@some.one_1/video/${ID}`, post('some.one_1')],
  [`https://www.tiktok.com/@some.one_1/video/${ID}/`, post('some.one_1')],
  [`https://www.tiktok.com/@some.one_1/video/${ID}?is_from_webapp=1&sender_device=pc#top`, post('some.one_1')],
  [`http://www.tiktok.com/@name/video/${ID}`, post('name')],
  [`HTTPS://WWW.TIKTOK.COM/@name/video/${ID}`, post('name')],
  [`www.tiktok.com/@name/video/${ID}`, post('name')],
  [`tiktok.com/@name/photo/${ID}?_r=1`, post('name', true)],
  [`m.tiktok.com/@name/video/${ID}`, post('name')],
  [`https://m.tiktok.com/v/${ID}.html?u_code=1&preview_pb=0`, post()],
  [`https://www.tiktok.com/v/${ID}`, post()],
  [`https://www.tiktok.com/video/${ID}?lang=en`, post()],
  [`https://www.tiktok.com/@/video/${ID}`, post()],
  [`https://www.tiktok.com/@i/video/${ID}`, post()],
  [`https://www.tiktok.com/embed/${ID}`, post()],
  [`https://www.tiktok.com/embed/v2/${ID}?lang=de-DE`, post()],
  [`https://www.tiktok.com/player/v1/${ID}`, post()],
  [`https://www.tiktok.com/share/video/${ID}/`, post()],
  [`https://t.tiktok.com/i18n/share/video/${ID}/?region=us`, post()],
  [`https://www.tiktokv.com/share/video/${ID}/`, post()],
  [`  \u200f${ID}\u200e `, post()],
  ['https://www.tiktok.com/@name', { kind: 'profile', uniqueId: 'name' }],
  ['https://www.tiktok.com/@name/?_t=8x&_r=1', { kind: 'profile', uniqueId: 'name' }],
  ['https://www.tiktok.com/@%E5%90%8D%E5%89%8D', { kind: 'profile', uniqueId: '名前' }],
  ['https://www.tiktok.com/embed/@name', { kind: 'profile', uniqueId: 'name' }],
  ['@some.one', { kind: 'profile', uniqueId: 'some.one' }],
  ['https://www.tiktok.com/@name/live?enter_from=x', { kind: 'live', uniqueId: 'name' }],
  [`https://www.tiktok.com/@name/playlist/My-list-2024-${ID}`, { kind: 'mix', mixId: ID, uniqueId: 'name' }],
  [`https://www.tiktok.com/@name/playlist/${ID}`, { kind: 'mix', mixId: ID, uniqueId: 'name' }],
  [
    `https://www.tiktok.com/@a.b/collection/%E6%96%99%E7%90%86-${ID}`,
    { kind: 'collection', collectionId: ID, uniqueId: 'a.b' },
  ],
  [
    `https://www.tiktok.com/@a.b/collection/料理-${ID}?lang=ja`,
    { kind: 'collection', collectionId: ID, uniqueId: 'a.b' },
  ],
  ['https://www.tiktok.com/search?q=funny%20cats&t=17', { kind: 'search', keyword: 'funny cats' }],
  ['https://www.tiktok.com/search?q=funny+cats', { kind: 'search', keyword: 'funny cats' }],
  ['https://www.tiktok.com/search/video?lang=en&q=100%25', { kind: 'search', keyword: '100%' }],
  ['https://www.tiktok.com/tag/caf%C3%A9', { kind: 'tag', name: 'café' }],
  ['https://www.tiktok.com/music/Song-(remix)-6912345678901234567', { kind: 'music', musicId: '6912345678901234567' }],
  ['https://www.tiktok.com/explore', { kind: 'explore' }],
  ['https://www.tiktok.com', { kind: 'feed' }],
  ['https://www.tiktok.com/?lang=en', { kind: 'feed' }],
  ['https://www.tiktok.com/foryou', { kind: 'feed' }],
  ['https://www.tiktok.com/following', { kind: 'following' }],
  ['https://www.tiktok.com/friends', { kind: 'friends' }],
  ['https://www.tiktok.com/tpp/watch-history', { kind: 'history' }],
  ['https://www.tiktok.com/place/Quay-22535865206213', { kind: 'place', placeId: '22535865206213' }],
  ['https://www.tiktok.com/search/photo?q=boats', { kind: 'search', keyword: 'boats', photos: true }],
  ['https://vm.tiktok.com/ZMabc123/', { kind: 'short', url: 'https://vm.tiktok.com/ZMabc123/' }],
  ['http://vt.tiktok.com/ZSabc?k=1#x', { kind: 'short', url: 'https://vt.tiktok.com/ZSabc' }],
  ['https://www.tiktok.com/t/ZTabc/', { kind: 'short', url: 'https://www.tiktok.com/t/ZTabc/' }],
  [`https://www.tiktok.com/en/@some.one/video/${ID}`, post('some.one')],
  [`https://www.tiktok.com/fil-PH/video/${ID}`, post()],
  [`https://lite.tiktok.com/@some.one/photo/${ID}`, post('some.one', true)],
  [`https://us.lite.tiktok.com/v/${ID}.html`, post()],
  [`https://www.tiktok.com/foryou?lang=en&item_id=${ID}`, post()],
  [`https://www.tiktok.com/en/foryou?item_id=${ID}`, post()],
  ['https://www.tiktok.com/pt-BR/@some.one', { kind: 'profile', uniqueId: 'some.one' }],
  ['https://www.tiktok.com/zh-Hant-TW/@some.one/live', { kind: 'live', uniqueId: 'some.one' }],
  ['https://www.tiktok.com/en/tag/cats', { kind: 'tag', name: 'cats' }],
  ['https://www.tiktok.com/en', { kind: 'feed' }],
  ['https://www.tiktok.com/en/about', { kind: 'other' }],
  ['https://lite.tiktok.com/t/ZSabcdefg/', { kind: 'short', url: 'https://lite.tiktok.com/t/ZSabcdefg/' }],
  ['https://www.tiktok.com/about', { kind: 'other' }],
  ['https://www.tiktok.com/@name/video/', { kind: 'other' }],
  ['https://www.tiktok.com/@name/video/12ab', { kind: 'other' }],
  ['https://www.tiktok.com/search?q=%20', { kind: 'other' }],
  ['https://www.tiktok.com/@%E0%A4%A/live', { kind: 'other' }],
  ['https://vm.tiktok.com/', { kind: 'other' }],
];

const refused = [
  '',
  'name',
  '123',
  `https://tiktok.com.evil.example/@a/video/${ID}`,
  `https://evil.example/tiktok.com/@a/video/${ID}`,
  `https://evil.example/?u=https://www.tiktok.com/@a/video/${ID}`,
  `https://eviltiktok.com/@a/video/${ID}`,
  `https://ads.tiktok.com/@a/video/${ID}`,
  `https://lite.tiktok.com.evil.example/@a/video/${ID}`,
  'https://lite.tiktok.com/',
  'https://v16-webapp.tiktok.com/video/tos/x/',
  'https://newsroom.tiktok.com/en/@a',
  `https://user:pass@www.tiktok.com/@a/video/${ID}`,
  `https://www.tiktok.com@evil.example/@a/video/${ID}`,
  `https://www.tiktok.com:8443/@a/video/${ID}`,
  `www.tiktok.com:443/@a/video/${ID}`,
  `https://www.tiktok.com./@a/video/${ID}`,
  `https://www.tik\ntok.com/@a/video/${ID}`,
  `https://www.tıktok.com/@a/video/${ID}`,
  `//www.tiktok.com/@a/video/${ID}`,
  `/@a/video/${ID}`,
  `javascript:alert(1)//https://www.tiktok.com/@a/video/${ID}`,
  `ftp://www.tiktok.com/@a/video/${ID}`,
  `file:///@a/video/${ID}`,
  'https://',
  `https://www.tiktok.com/${'a'.repeat(5000)}`,
];

describe('readAddress', () => {
  test.each(forms)('%s', (text, ref) => {
    expect(readAddress(text)).toEqual({ ok: true, value: ref });
  });

  test.each(refused)('refuses %j', (text) => {
    expect(readAddress(text)).toMatchObject({ ok: false, error: { code: 'input' } });
  });

  test('reads back the addresses that TokShelf makes', () => {
    expect(readAddress(postAddress(ID, 'a.b'))).toEqual({ ok: true, value: post('a.b') });
    expect(readAddress(postAddress(ID))).toEqual({ ok: true, value: post() });
    expect(readAddress(postAddress(ID, 'a.b', true))).toEqual({ ok: true, value: post('a.b', true) });
    expect(readAddress(profileAddress('名前'))).toEqual({ ok: true, value: { kind: 'profile', uniqueId: '名前' } });
  });

  test('makes an address of a post whatever its author is called', () => {
    expect(postAddress(ID, '')).toBe(postAddress(ID));
    expect(readAddress(postAddress(ID, 'half \ud83d a pair'))).toEqual({ ok: true, value: post() });
  });
});

const texts: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'share sentence',
    `Check out Jo's video! #fun >> https://vm.tiktok.com/ZMabc123/ 😂`,
    ['https://vm.tiktok.com/ZMabc123/'],
  ],
  [
    'trailing punctuation',
    `See (https://www.tiktok.com/@a.b/video/${ID}), now!`,
    [`https://www.tiktok.com/@a.b/video/${ID}`],
  ],
  ['a sentence that ends', 'I follow https://www.tiktok.com/@a_b.', ['https://www.tiktok.com/@a_b']],
  [
    'several on a line',
    'https://vm.tiktok.com/a1/ https://vt.tiktok.com/b2/,https://www.tiktok.com/t/c3/',
    ['https://vm.tiktok.com/a1/', 'https://vt.tiktok.com/b2/', 'https://www.tiktok.com/t/c3/'],
  ],
  [
    'glued together',
    'https://vm.tiktok.com/a1/https://vt.tiktok.com/b2/',
    ['https://vm.tiktok.com/a1/', 'https://vt.tiktok.com/b2/'],
  ],
  ['letters touch both ends', '看看https://vm.tiktok.com/a1/复制打开', ['https://vm.tiktok.com/a1/']],
  ['full-width stop', 'https://www.tiktok.com/@abc。下一个', ['https://www.tiktok.com/@abc']],
  [
    'a path in its own script',
    `x https://www.tiktok.com/@a.b/collection/料理-${ID} y`,
    [`https://www.tiktok.com/@a.b/collection/料理-${ID}`],
  ],
  ['right-to-left marks', `شاهد \u200fhttps://vm.tiktok.com/a1/\u200f الآن`, ['https://vm.tiktok.com/a1/']],
  [
    'markdown',
    `[one](https://www.tiktok.com/@a.b/video/${ID}) <https://vt.tiktok.com/b2/>`,
    [`https://www.tiktok.com/@a.b/video/${ID}`, 'https://vt.tiktok.com/b2/'],
  ],
  [
    'no scheme',
    `go to www.tiktok.com/@a.b/video/${ID} or vm.tiktok.com/q1`,
    [`www.tiktok.com/@a.b/video/${ID}`, 'vm.tiktok.com/q1'],
  ],
  [
    'foreign addresses',
    `https://evil.example/tiktok.com/@a/video/${ID} https://tiktok.com.evil.example/@a me@tiktok.com/x`,
    [],
  ],
  [
    'ids and handles by themselves',
    `${ID}, 7352834571283918124\n@some.one\n`,
    [ID, '7352834571283918124', '@some.one'],
  ],
  ['numbers and handles in prose', `call 7352834571283918125 or @some.one`, []],
  [
    'one post twice',
    `https://www.tiktok.com/@a.b/video/${ID}?x=1\n${ID}\nhttps://www.tiktok.com/embed/${ID}`,
    [`https://www.tiktok.com/@a.b/video/${ID}?x=1`],
  ],
  [
    'Windows line ends',
    'https://vm.tiktok.com/a1/\r\nhttps://vm.tiktok.com/b2/\r\n',
    ['https://vm.tiktok.com/a1/', 'https://vm.tiktok.com/b2/'],
  ],
  [
    'JSON with escaped slashes',
    `{"Link":"https:\\/\\/www.tiktokv.com\\/share\\/video\\/${ID}\\/"}`,
    [`https://www.tiktokv.com/share/video/${ID}/`],
  ],
  [
    'JSON of a script',
    `"https:\\u002F\\u002Fwww.tiktok.com\\u002F@a.b\\u002Fvideo\\u002F${ID}?a=1\\u0026b=2"`,
    [`https://www.tiktok.com/@a.b/video/${ID}?a=1&b=2`],
  ],
  ['a light host without scheme', `go to lite.tiktok.com/en/@a.b/video/${ID}`, [`lite.tiktok.com/en/@a.b/video/${ID}`]],
  ['nothing', '', []],
];

// As filed: one input a line, what it is behind a tab.
const filed: readonly (readonly [string, string])[] = [
  ['https://lite.tiktok.com/t/ZSabcdefg/', 'short'],
  ['https://lite.tiktok.com/@some.one/video/7512345678901234567', 'post'],
  ['https://www.tiktok.com/en/@some.one/video/7512345678901234567', 'post'],
  ['https://www.tiktok.com/pt-BR/@some.one', 'profile'],
  ['https://www.tiktok.com/foryou?item_id=7512345678901234567', 'post'],
  [String.raw`{"Link":"https:\/\/www.tiktokv.com\/share\/video\/7512345678901234567\/"}`, 'post'],
];

test.each(filed)('the filed link %s is one link, a %s', (text, kind) => {
  const links = findLinks(text);
  expect(links.map(readAddress)).toEqual([{ ok: true, value: expect.objectContaining({ kind }) }]);
});

describe('findLinks', () => {
  test.each(texts)('%s', (_name, text, links) => {
    expect(findLinks(text)).toEqual(links);
  });

  test('stays quick on hostile text', () => {
    const text = `https://www.tiktok.com/${'tiktok.com/'.repeat(20_000)}`;
    expect(findLinks(text).length).toBeLessThanOrEqual(1);
  });
});

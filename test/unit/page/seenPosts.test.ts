import { describe, expect, test } from 'vitest';
import { createSeenPosts } from '@/lib/page/seenPosts';

const item = (id: string, picture?: string) => ({
  id,
  video: picture === undefined ? {} : { cover: `https://p16.example/obj/${picture}~tplv-a.image?x=1` },
});
const list = (...items: unknown[]): string => JSON.stringify({ itemList: items });
const key = (index: number): string => `oAbCdEfGhIjKlMnOpQrStUv${String(index).padStart(4, '0')}`;

describe('what is kept', () => {
  test.each([
    ['/api/post/item_list/', list(item('11'))],
    ['/api/item/detail/', JSON.stringify({ itemInfo: { itemStruct: item('11') } })],
    ['/api/search/general/full/', JSON.stringify({ data: [{ type: 4 }, { type: 1, item: item('11') }] })],
    ['/api/search/item/full/', JSON.stringify({ item_list: [item('11')] })],
  ])('posts of %s', (path, text) => {
    const seen = createSeenPosts(() => 0);
    seen.addReply(path, text);
    expect(seen.find('11')).toMatchObject({ id: '11' });
    expect(seen.find('12')).toBeUndefined();
  });

  test.each([
    ['no JSON', '<html>Please wait...</html>'],
    ['another shape', JSON.stringify({ itemList: { 0: item('11') } })],
    ['a null list', JSON.stringify({ itemList: null })],
    ['an id that is no id', list({ id: 11 }, { id: 'x' }, null, 'text')],
  ])('nothing of %s', (_, text) => {
    const seen = createSeenPosts(() => 0);
    seen.addReply('/api/post/item_list/', text);
    expect(seen.find('11')).toBeUndefined();
  });

  test.each([
    ['is nested too deep to be sent', `{"id":"11","x":${'['.repeat(5000)}${']'.repeat(5000)}}`],
    ['is longer than any post', `{"id":"11","x":"${'x'.repeat(1_100_000)}"}`],
  ])('nothing of a post that %s; those beside it stay', (_, odd) => {
    const seen = createSeenPosts(() => 0);
    seen.addReply('/api/post/item_list/', `{"itemList":[${odd},{"id":"12"}]}`);
    expect(seen.find('11')).toBeUndefined();
    expect(seen.find('12')).toEqual({ id: '12' });
  });

  test('nothing of a reply that is not on the list', () => {
    const seen = createSeenPosts(() => 0);
    seen.addReply('/api/comment/list/', list(item('11')));
    expect(seen.find('11')).toBeUndefined();
  });

  test('nothing older than 30 minutes', () => {
    let now = 0;
    const seen = createSeenPosts(() => now);
    seen.addReply('/api/post/item_list/', list(item('11')));
    now = 30 * 60_000;
    expect(seen.find('11')).toBeDefined();
    now += 1;
    expect(seen.find('11')).toBeUndefined();
  });

  test('the last 500 posts', () => {
    const seen = createSeenPosts(() => 0);
    const items = Array.from({ length: 501 }, (_, index) => item(String(index), key(index)));
    seen.addReply('/api/post/item_list/', list(...items));
    expect(seen.find('0')).toBeUndefined();
    expect(seen.findByPicture(`https://p1.example/${key(0)}~a.jpeg`)).toBeUndefined();
    expect(seen.find('1')).toBeDefined();
    expect(seen.findByPicture(`https://p1.example/${key(1)}~a.jpeg`)).toBe('1');
    expect(seen.find('500')).toBeDefined();
  });

  test('a later reply about the same post counts', () => {
    const seen = createSeenPosts(() => 0);
    seen.addReply('/api/post/item_list/', list({ ...item('11'), desc: 'old' }));
    seen.addReply('/api/post/item_list/', list({ ...item('11'), desc: 'new' }));
    expect(seen.find('11')).toMatchObject({ desc: 'new' });
  });

  test('nothing after clear', () => {
    const seen = createSeenPosts(() => 0);
    seen.addReply('/api/post/item_list/', list(item('11')));
    seen.clear();
    expect(seen.find('11')).toBeUndefined();
  });
});

describe('a slideshow is told by any of its pictures, on any host', () => {
  const seen = createSeenPosts(() => 0);
  const images = [0, 1, 2].map((index) => ({
    imageURL: { urlList: [`https://p16-sign.example/tos-x-i-0068/${key(index)}~tplv-p.jpeg?x-expires=1`] },
  }));
  seen.addReply('/api/item/detail/', JSON.stringify({ itemInfo: { itemStruct: { id: '77', imagePost: { images } } } }));

  test.each([0, 1, 2])('picture %i', (index) => {
    expect(seen.findByPicture(`https://p19-other.example/tos-x-i-0068/${key(index)}~tplv-q:640.webp?y=2`)).toBe('77');
  });
  test('not by an avatar', () => {
    expect(seen.findByPicture('https://p16.example/avatar~c5.webp')).toBeUndefined();
  });
});

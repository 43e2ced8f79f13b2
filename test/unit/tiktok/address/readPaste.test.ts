import { describe, expect, it } from 'vitest';
import { readPaste } from '@/lib/tiktok/address/readPaste';

const post = 'https://www.tiktok.com/@one/video/7300000000000000001';

describe('pasted text', () => {
  it('is taken apart into people and links, each once', () => {
    const text = `look at ${post} and https://www.tiktok.com/@Two?lang=de
@three @four
https://vm.tiktok.com/ZMabc/ www.tiktok.com/@two
7300000000000000002`;
    expect(readPaste(text)).toEqual({
      handles: ['Two', 'three', 'four'],
      links: [post, 'https://vm.tiktok.com/ZMabc/', '7300000000000000002'],
    });
  });

  it('may be nothing but names, one to a line', () => {
    expect(readPaste('one\r\n two.b \n\nONE\nthree_3\n').handles).toEqual(['one', 'two.b', 'three_3']);
  });

  it.each([
    'hello',
    'hello there\nfriend',
    '7300000000000000001\n7300000000000000002',
    'tiktok.com\nwww.tiktok.com',
    '',
  ])('holds no names where it may be prose, ids or hosts: %j', (text) => {
    expect(readPaste(text).handles).toEqual([]);
  });

  it('takes no look-alike host for the site', () => {
    expect(readPaste('https://tiktok.com.evil.example/@one\nhttps://www.tiktok.com@evil.example/@two')).toEqual({
      handles: [],
      links: [],
    });
  });
});

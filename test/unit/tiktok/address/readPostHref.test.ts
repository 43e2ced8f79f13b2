import { describe, expect, it } from 'vitest';
import { readAddress } from '@/lib/tiktok/address/readAddress';
import { readPostHref } from '@/lib/tiktok/address/readPath';

const id = '7692114317151423775';

describe('readPostHref', () => {
  it.each([`/@tiktok/video/${id}`, `/@a.b_c-1/photo/${id}?lang=en`, `https://www.tiktok.com/@tiktok/video/${id}#top`])(
    'reads %s as readAddress does',
    (href) => {
      const whole = readAddress(new URL(href, 'https://www.tiktok.com/').href);
      expect(whole).toEqual({ ok: true, value: expect.objectContaining({ kind: 'post', ...readPostHref(href) }) });
      expect(readPostHref(href)?.postId).toBe(id);
    },
  );

  it.each([
    `https://www.tiktok.com.evil.example/@tiktok/video/${id}`,
    `https://www-tiktok.com/@tiktok/video/${id}`,
    `//evil.example/@tiktok/video/${id}`,
    `http://www.tiktok.com/@tiktok/video/${id}`,
    `/@_/video/${id}`,
    `/@%E8%8C%B6/video/${id}`,
    `/@tiktok/video/${id}00`,
    `/@tiktok/video/${id}/likes`,
    '/@tiktok/video/',
    '/@tiktok',
    '',
  ])('leaves %s to readAddress', (href) => {
    expect(readPostHref(href)).toBeUndefined();
  });
});

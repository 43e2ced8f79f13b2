// @vitest-environment happy-dom
// @vitest-environment-options {"settings": {"handleDisabledFileLoadingAsSuccess": true}}
import { describe, expect, it } from 'vitest';
import { galleryPage } from '@/lib/browser/gallery/galleryPage';
import type { GalleryOrder } from '@/lib/gallery/GalleryOrder';
import { GALLERY_MARK } from '@/lib/gallery/galleryFormat';

const order: GalleryOrder = {
  part: { kind: 'all' },
  name: 'index',
  title: '</title><script>taken()</script>',
  label: '',
  words: {},
  tag: 'ar',
  rightToLeft: true,
};

const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

describe("a gallery's page", () => {
  it('names itself at its beginning, where it is looked for before it is written over', () => {
    const html = galleryPage(order, 'index_files/g1');
    expect(html.slice(0, 600)).toContain(`content="${GALLERY_MARK}"`);
    expect(html).toMatch(/^<!doctype html>\n<html/);
  });

  it('lets nothing but files of its folder be asked for, before any script', () => {
    const html = galleryPage(order, 'index_files/g1');
    const policy = parse(html).querySelector('meta[http-equiv=Content-Security-Policy]')?.getAttribute('content') ?? '';
    const rules = new Map(policy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
    expect(rules.get('default-src')).toEqual(["'none'"]);
    const allowed = new Set([...rules].filter(([name]) => name !== 'default-src').flatMap(([, sources]) => sources));
    expect([...allowed].toSorted()).toEqual(["'none'", "'self'", 'data:', 'file:']);
    expect(rules.get('script-src')).toEqual(["'self'", 'file:']);
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'));
  });

  it('takes strange names as text, and holds no script of its own', () => {
    const page = parse(galleryPage(order, 'gallery 100% "a"&<b>_files/g1'));
    expect(page.title).toBe(order.title);
    expect([...page.scripts].map((script) => [script.getAttribute('src'), script.textContent])).toEqual(
      ['gallery', 'start', 'posts-0'].map((name) => [`gallery%20100%25%20%22a%22%26%3Cb%3E_files/g1/${name}.js`, '']),
    );
    expect([page.documentElement.lang, page.documentElement.dir]).toEqual(['ar', 'rtl']);
  });
});

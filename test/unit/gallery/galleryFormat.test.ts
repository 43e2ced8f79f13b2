import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { dataScript, encodePath, type GalleryPost, postChunks, RECEIVER } from '@/lib/gallery/galleryFormat';

const hostile = [
  '</script><script>taken()</script>',
  '<!--<script>',
  '"]);taken();//',
  "'+taken()+'",
  '\\"+taken()+"',
  '\u2028taken()\u2029',
  `$${'{taken()}'}\``,
  '\ud800 half a pair',
  '__proto__',
  '\0\b\u001f\u007f\ufeff',
];

/** Runs a data file as the page does; what it handed over. */
const run = (script: string): readonly unknown[] => {
  const handed: unknown[] = [];
  runInNewContext(script, {
    [RECEIVER]: { posts: (...values: unknown[]) => void handed.push(...values) },
    taken: () => {
      throw new Error('a text was run');
    },
  });
  return JSON.parse(JSON.stringify(handed)) as unknown[];
};

const post = (words: string): GalleryPost => ({ id: '1', by: 0, at: 0, words, video: 'a.mp4' });

describe('a data file', () => {
  it.each(hostile)('hands over %j letter by letter, and runs nothing of it', (words) => {
    const script = dataScript('posts', 3, [post(words)]);
    expect(run(script)).toEqual([3, [post(words)]]);
  });

  it('holds nothing that would end it in a page, or a line of it in an old browser', () => {
    const script = dataScript('posts', 0, hostile.map(post));
    expect(script).not.toMatch(/<|\u2028|\u2029/);
    expect(script.trim().split('\n')).toHaveLength(1);
  });
});

describe('posts in data files', () => {
  it.each([0, 1, 120, 121, 2120, 2121, 10_000])('are all there, in order, of %i', (count) => {
    const all = Array.from({ length: count }, (_, at) => at);
    const chunks = postChunks(all);
    expect(chunks.flat()).toEqual(all);
    expect(chunks[0]?.length).toBeLessThanOrEqual(120);
  });
});

describe('the address of a file', () => {
  it.each([
    'tiktok/100% #1? & more/a.mp4',
    'it\'s a "test".jpg',
    'سلام/שלום.mp4',
    'emoji 🍜.mp4',
    '%2e%2e/x.mp4',
    'javascript:alert(1).mp4',
    'a+b;c,d=e@f.mp4',
    'back\\slash.mp4',
    'e\u0301.mp4',
  ])('leads back to %j, and nowhere else', (path) => {
    const page = 'file:///home/me/tiktok/index.html';
    const url = new URL(encodePath(path), page);
    expect([url.protocol, url.search, url.hash]).toEqual(['file:', '', '']);
    expect(decodeURIComponent(url.pathname)).toBe(`/home/me/tiktok/${path}`);
  });
});

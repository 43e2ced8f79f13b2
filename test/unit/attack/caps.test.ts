import Papa from 'papaparse';
import { expect, it, test } from 'vitest';
import { largestFile } from '@/lib/media/largestFile';
import { parseItemList } from '@/lib/tiktok/parse/parseList';
import { parsePost } from '@/lib/tiktok/parse/parsePost';
import { rowsToCsv } from '@/lib/ui/library/exportRows';

test('a caption of 15 MB costs its own post with shape, a name of that length only itself', () => {
  const long = 'x'.repeat(15_000_000);
  const read = parseItemList({
    itemList: [
      { id: '1', desc: long },
      { id: '2', desc: 'short', author: { nickname: long } },
    ],
    hasMore: false,
  });
  expect(read.ok && read.value.problems).toMatchObject([{ code: 'shape' }]);
  expect(read.ok && read.value.items.length).toBe(1);
  expect(JSON.stringify(read.ok && read.value.items[0]).length).toBeLessThan(16_000_000);
});

test('a post of 100,000 pictures is none, and of 100,000 encodings, subtitles, tags and mirrors some are read', () => {
  const url = 'https://p16-sign.tiktokcdn.com/x';
  const many = <T>(one: T): T[] => Array.from({ length: 100_000 }, () => one);
  const picture = { imageURL: { urlList: [url] } };
  const crowded = parsePost({ id: '1', imagePost: { images: many(picture) } });
  expect(crowded.ok ? crowded.value.post.assets.length : crowded.error.code).toBe('shape');
  expect(parsePost({ id: '1', imagePost: { images: many(picture).slice(0, 100) } }).ok).toBe(true);
  const mirrors = Array.from({ length: 100_000 }, (_, at) => `${url}${at}`);
  const read = parsePost({
    id: '1',
    textExtra: Array.from({ length: 100_000 }, (_, at) => ({ hashtagName: `tag${at}` })),
    video: {
      playAddr: mirrors,
      bitrateInfo: many({ GearName: 'a', PlayAddr: { UrlList: [url] } }),
      subtitleInfos: many({ LanguageCodeName: 'eng-US', Url: url }),
    },
  });
  const { assets = [], hashtags = [] } = read.ok ? read.value.post : {};
  const video = assets.find((asset) => asset.kind === 'video');
  expect(Math.max(hashtags.length, assets.length, video?.gears.length ?? 1e6)).toBeLessThan(1000);
  expect(video?.gears.flatMap(({ urls }) => urls).length).toBeLessThan(1000);
});

test('no kind of picture may be of 400 MB', () => {
  for (const kind of ['cover', 'cover-animated', 'avatar', 'image', 'subtitle'] as const)
    expect(largestFile(kind)).toBeLessThan(400_000_000);
});

const heads = ['', ' ', '\t', '\n', '\r\n', '\r', '\u00a0', '\u200b', '\ufeff', '\u3000', '\n\n \t', '\u2028'];
const formulas = ['=HYPERLINK("http://x")', '=1\n+2', '+1', '-1', '@SUM(A1)', '＝1', '＋1', '－1', '＠a', '−1'];

it.each(heads)('no text after %j is a formula in any column of an export', (head) => {
  for (const formula of formulas) {
    const text = `${head}${formula}`;
    const row = {
      key: '1:video:0',
      postId: '1',
      kind: 'video',
      path: text,
      bytes: 1,
      savedAt: 0,
      postedAt: 0,
    } as const;
    const csv = rowsToCsv([
      { ...row, missing: false, notes: [text], desc: text, nickname: text, uniqueId: text, photos: false },
    ]);
    const [, cells = []] = Papa.parse<string[]>(csv.slice(1)).data;
    const risky = cells.filter((cell) => /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠−]/u.test(cell));
    expect(risky).toEqual([]);
    expect(cells.filter((cell) => cell.startsWith("'")).length).toBeGreaterThanOrEqual(3);
  }
});

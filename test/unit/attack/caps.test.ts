import Papa from 'papaparse';
import { expect, it, test } from 'vitest';
import { largestFile } from '@/lib/media/largestFile';
import { parseItemList } from '@/lib/tiktok/parse/parseList';
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

test('no kind of picture may be of 400 MB', () => {
  for (const kind of ['cover', 'cover-animated', 'image', 'subtitle'] as const)
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

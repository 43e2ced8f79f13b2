import { describe, expect, it, test } from 'vitest';
import { withoutElements, withoutTags } from '@/lib/base/tags';
import { parseItemDetail } from '@/lib/tiktok/parse/parseItemDetail';
import { parseItemList, parseSearchPage } from '@/lib/tiktok/parse/parseList';
import { parsePlaylists } from '@/lib/tiktok/parse/parsePlaylists';
import { parseProfile } from '@/lib/tiktok/parse/parseProfile';
import { parseJson } from '@/lib/tiktok/wire/parseJson';
import { scrub } from '@/lib/ui/options/diagnosticsReport';
import { bestTime, pieces, textOf, textReaders } from './textReaders';

const LENGTH = 100_000;
// A linear reader takes some of these, a quadratic one seconds. The processor of a busy machine is three times as slow.
const ALLOWED_MS = 150;

describe.each(Object.entries({ ...textReaders, scrub: (text: string) => scrub(text, ['mira']) }))('%s', (_, read) => {
  it.each(pieces)('reads 100 kB of %j in a linear time', (piece) => {
    const text = textOf(piece, LENGTH);
    expect(bestTime(() => read(text), ALLOWED_MS)).toBeLessThan(ALLOWED_MS);
  });
});

test('tags and elements that are closed are taken out, others stay', () => {
  expect(withoutTags('a <b>c</b> < d')).toBe('a c < d');
  expect(withoutTags('<i>a</i><c.x>b</c>', (tag) => /^<\/?i>$/.test(tag))).toBe('<i>a</i>b');
  expect(withoutElements('x<script>1</script>y<style a>2</style>z<script>', ['script', 'style'])).toBe('xyz<script>');
  expect(withoutElements('<style>a<script>b</script>', ['script', 'style'])).toBe('<style>a');
});

test.each([
  ['parseItemList', parseItemList],
  ['parseSearchPage', parseSearchPage],
  ['parseItemDetail', parseItemDetail],
  ['parseProfile', parseProfile],
  ['parsePlaylists', parsePlaylists],
])('%s takes a status that cannot be read as text for none', (_, parse) => {
  const odd = JSON.parse('{"toString":1,"valueOf":2}') as unknown;
  for (const body of [
    { statusCode: odd },
    { status_code: odd },
    { statusCode: odd, itemInfo: { itemStruct: { id: odd } } },
  ])
    expect(() => parse(body)).not.toThrow();
});

test('a page of far more items than the site sends is no page', () => {
  const items = Array.from({ length: 100_000 }, () => ({ id: '1' }));
  for (const read of [
    parseItemList({ itemList: items, hasMore: false }),
    parseSearchPage({ item_list: items, has_more: 0 }),
    parseSearchPage({ data: items, has_more: 0 }),
    parsePlaylists({ playList: items, hasMore: false }),
  ])
    expect(read).toMatchObject({ ok: false, error: { code: 'shape' } });
});

test('a reply that is nested far too deep is refused, brackets in texts do not count', () => {
  expect(parseJson('[')).toMatchObject({ ok: false });
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ] as const)
    expect(parseJson(`${open.repeat(5000)}1${close.repeat(5000)}`)).toMatchObject({
      ok: false,
      error: { code: 'shape', detail: 'nested too deep' },
    });
  const words = `\\"${'[{'.repeat(500)}`;
  expect(parseJson(JSON.stringify({ words }))).toEqual({ ok: true, value: { words } });
});

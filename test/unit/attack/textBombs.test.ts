import { describe, expect, it, test } from 'vitest';
import { withoutElements, withoutTags } from '@/lib/base/tags';
import { vttToSrt } from '@/lib/media/vttToSrt';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { readHydration } from '@/lib/tiktok/parse/hydration';
import { parseItemDetail } from '@/lib/tiktok/parse/parseItemDetail';
import { parseItemList, parseSearchPage } from '@/lib/tiktok/parse/parseList';
import { parsePlaylists } from '@/lib/tiktok/parse/parsePlaylists';
import { parseProfile } from '@/lib/tiktok/parse/parseProfile';
import { readPage, readReply } from '@/lib/tiktok/parse/readReply';
import { parseJson } from '@/lib/tiktok/wire/parseJson';
import { scrub } from '@/lib/ui/options/diagnosticsReport';

const LENGTH = 100_000;
const pieces = [
  '<',
  '<i',
  'a.',
  '1.',
  'f-',
  'a-',
  '-',
  '<script',
  '<script ',
  '<script>',
  '<style',
  '{?x:',
  '@',
  '=',
  '\n',
  ' ',
];
const of = (piece: string): string => piece.repeat(LENGTH / piece.length);
const replyOf = (text: string) => ({
  status: 200,
  url: 'https://www.tiktok.com/',
  headers: new Headers(),
  body: new TextEncoder().encode(text),
});

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  scrub: (text) => scrub(text, ['mira']),
  vttToSrt: (text) => vttToSrt(`WEBVTT\n\n00:00.000 --> 00:01.000\n${text}`),
  readReply: (text) => readReply(replyOf(`<${text}`)),
  readPage: (text) => readPage(replyOf(`<${text}`)),
  readHydration,
  parseTemplate: (text) => parseTemplate(text),
};

// Far above a linear reader's time on a busy machine, far below a quadratic one's.
const ALLOWED_MS = 250;

describe.each(Object.entries(readers))('%s', (_, read) => {
  it.each(pieces)('reads 100 kB of %j in a linear time', (piece) => {
    const text = of(piece);
    // The best of three: the first call of a reader pays for what it loads, and other work shares the machine.
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      read(text);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(ALLOWED_MS);
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

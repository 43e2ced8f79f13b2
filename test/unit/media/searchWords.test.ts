import { expect, it } from 'vitest';
import { readComments, toVtt } from '@/lib/media/readSidecars';
import { searchWords, spokenText } from '@/lib/media/searchWords';
import { MOST_WORDS } from '@/lib/model/library/shelfRows';

it('gives each word once, without case and accents, in whatever script', () => {
  expect(searchWords('Crème brûlée, crème! Éclair 2026')).toEqual(['creme', 'brulee', 'eclair', '2026']);
  expect(searchWords('屋台のラーメン').length).toBeGreaterThan(1);
  expect(searchWords('… 🍞 —')).toEqual([]);
});

it('keeps a bounded number of them, however long the text is', () => {
  const words = searchWords(Array.from({ length: 100_000 }, (_, at) => `word${at}`).join(' '));
  expect(words).toHaveLength(MOST_WORDS);
  expect(Math.max(...searchWords('a'.repeat(500)).map(({ length }) => length))).toBeLessThanOrEqual(40);
});

it('leaves times and numbers of subtitles out', () => {
  expect(
    spokenText('1\n00:00:00,000 --> 00:00:01,000\nhello there\n\n2\n00:00:01,000 --> 00:00:02,000\n2 eggs\n'),
  ).toBe('hello there\n2 eggs');
});

it('reads comments back as they are written, and nothing of what is none', () => {
  const author = { uniqueId: 'a', nickname: 'A' };
  const reply = { id: '2', text: 'yes', createdAt: 2, likes: 0, author };
  const text = JSON.stringify({
    version: 1,
    comments: [{ id: '1', text: '<b>hi</b>', createdAt: 1, likes: 3, author, replies: [reply] }],
  });
  expect(readComments(text)).toEqual([
    {
      ...{ id: '1', text: '<b>hi</b>', createdAt: 1, likes: 3, uniqueId: 'a', nickname: 'A' },
      replies: [{ id: '2', text: 'yes', createdAt: 2, likes: 0, uniqueId: 'a', nickname: 'A', replies: [] }],
    },
  ]);
  for (const broken of ['', '[]', '{"comments":3}', 'null']) expect(readComments(broken)).toBeUndefined();
});

it('turns SubRip into what browsers play, and leaves WebVTT as it is', () => {
  expect(toVtt('1\r\n00:00:01,000 --> 00:00:02,500\r\n1,000 people\r\n')).toBe(
    'WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\n1,000 people\n',
  );
  expect(toVtt('\uFEFFWEBVTT\n\n00:01.000 --> 00:02.000\nhi\n')).toBe('WEBVTT\n\n00:01.000 --> 00:02.000\nhi\n');
});

import { expect, it } from 'vitest';
import { pathProblems } from '@/test/unit/naming/pathProblems';

it.each([
  'a//b.mp4',
  '/a.mp4',
  'a/../b.mp4',
  'a:b.mp4',
  'a\u0007.mp4',
  'con/a.mp4',
  'COM¹.mp4',
  'nul .x.mp4',
  'a./b.mp4',
  'a /b.mp4',
  '.a.mp4',
  '~a.mp4',
  'a%20.mp4',
  'a\u202e.mp4',
  'a\u200d.mp4',
  'a\ud800.mp4',
  'e\u0301.mp4',
  'a\u{10ffff}.mp4',
  'x.lnk/a.mp4',
  'x.{20d04fe0-3aea-1069-a2d8-08002b30309d}/a.mp4',
  'desktop.ini/a.mp4',
  'a\u00a0b.mp4',
  `${'a'.repeat(201)}`,
  `${'語'.repeat(86)}.mp4`,
])('the judge of paths refuses %j', (path) => {
  expect(pathProblems(path)).not.toEqual([]);
});

it.each(['tiktok/one/A b/2023-12-31_23-59-59_caption-video.mp4', 'é/ü 🇩🇪❤️.mp4', 'console/com10.mp4', 'a..b.mp4'])(
  'the judge of paths takes %j',
  (path) => {
    expect(pathProblems(path)).toEqual([]);
  },
);

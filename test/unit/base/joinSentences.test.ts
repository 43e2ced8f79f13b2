import { expect, it } from 'vitest';
import { joinSentences } from '@/lib/base/joinSentences';

it('puts a blank between sentences, and none after a full-width mark', () => {
  expect(joinSentences('It waits.', '', 'Press Retry.')).toBe('It waits. Press Retry.');
  expect(joinSentences('空きがありません。', '空きを増やしてください。')).toBe(
    '空きがありません。空きを増やしてください。',
  );
  expect(joinSentences('', '')).toBe('');
});

import { foldText } from '@/lib/base/foldText';
import { LONGEST_WORD, MOST_WORDS } from '@/lib/model/library/shelfRows';

// Words of Chinese, Japanese and Thai stand without blanks between them.
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

// Much longer than what gives as many words as are kept: the rest is not looked through.
const LONGEST = 40_000;

/** The words of a text for a search, folded, each once, the first {@link MOST_WORDS} of them. */
export const searchWords = (text: string): string[] => {
  const words = new Set<string>();
  for (const { segment, isWordLike } of segmenter.segment(text.slice(0, LONGEST))) {
    if (!isWordLike) continue;
    words.add(foldText(segment).slice(0, LONGEST_WORD));
    if (words.size >= MOST_WORDS) break;
  }
  words.delete('');
  return [...words];
};

/** What is said in SubRip subtitles, without their times and numbers. */
export const spokenText = (subtitles: string): string =>
  subtitles
    .split('\n')
    .filter((line) => !line.includes('-->') && !/^\d*$/.test(line))
    .join('\n');

import type { Asset } from '@/lib/model/media';
import type { Post } from '@/lib/model/post';

type Subtitle = Extract<Asset, { kind: 'subtitle' }>;

// ASR = speech recognition in the spoken language, MT = machine translation of it; anything else (LC and forms seen in
// reports only) was written or corrected by people.
const sourceRank = (source: string): number => {
  const kind = source.toUpperCase();
  if (kind === 'MT') return 2;
  return kind === 'ASR' ? 1 : 0;
};

// The site writes three letters (eng-US); Intl turns them into the common short form (en-US), so that both spellings of
// what is asked for meet the same track.
const canonical = (language: string): Intl.Locale | undefined => {
  try {
    return new Intl.Locale(language.replaceAll('_', '-'));
  } catch {
    // Not a language tag at all: compared as plain text.
    return undefined;
  }
};

/** Whether a track's language answers what is asked for: `en` and `eng` take any English, `eng-US` and `en-US` only that one. */
export const answersLanguage = (wanted: string, language: string): boolean => {
  if (wanted.toLowerCase() === language.toLowerCase()) return true;
  const [asked, given] = [canonical(wanted), canonical(language)];
  if (!asked || !given || asked.language !== given.language) return false;
  return asked.region === undefined || asked.region === given.region;
};

/**
 * One track per language, in the site's order of languages: written by people before speech recognition before machine
 * translation, the first of equals. None wanted = every language.
 */
export const bestSubtitles = (post: Post, wanted: readonly string[]): Subtitle[] => {
  const best = new Map<string, Subtitle>();
  for (const asset of post.assets) {
    if (asset.kind !== 'subtitle') continue;
    if (wanted.length > 0 && !wanted.some((asked) => answersLanguage(asked, asset.language))) continue;
    const rival = best.get(asset.language);
    if (!rival || sourceRank(asset.source) < sourceRank(rival.source)) best.set(asset.language, asset);
  }
  return [...best.values()];
};

import { fileTraitsOf, type MediaKind } from '@/lib/model/media';
import { cleanText } from '@/lib/naming/text/cleanText';

/**
 * Returns what `{kind}` stands for: `video`, `image-01`, `music`, `cover`, `cover-animated`, `avatar`, `desc`,
 * `metadata`, `subtitle.eng-US`, `comments`, `live`, `chat`. `index` is a file task's: `0`, `01`…, or the language of subtitles.
 */
export const kindLabel = (kind: MediaKind, index: string): string => {
  const { suffix } = fileTraitsOf(kind);
  if (suffix === 'hidden') return kind;
  const clean = cleanText(index)
    .replace(/[^\p{L}\p{N}-]+/gu, '-')
    .slice(0, 24);
  if (suffix === 'language') return clean === '' || clean === '0' ? kind : `${kind}.${clean}`;
  if (suffix === 'number') return `${kind}-${clean.padStart(2, '0')}`;
  return clean === '' || clean === '0' ? kind : `${kind}-${clean}`;
};

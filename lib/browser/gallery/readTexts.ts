import { readSaved } from '@/lib/browser/folder/openSaved';
import type { GalleryTexts } from '@/lib/gallery/galleryFormat';
import { cueSeconds, readCues } from '@/lib/media/readCues';
import { readComments } from '@/lib/media/readSidecars';
import type { MediaKind } from '@/lib/model/media';

/** A saved file of a post that is a text. */
export interface TextFile {
  readonly kind: MediaKind;
  readonly index: string;
  readonly missing: boolean;
}

// What people edited may be of any size; ours are far below.
const LONGEST_TEXT = 8_000_000;
/** As many as a person reads; the file of all lies beside the page. */
const MOST_COMMENTS = 200;
const MOST_CUES = 5000;

/**
 * What stands in the subtitles and comments of a post; null where that is nothing. A file that cannot be read any more costs
 * itself alone: the page leads to it all the same.
 */
export const readTexts = async (postId: string, files: readonly TextFile[]): Promise<GalleryTexts | null> => {
  const textsOf = async (wanted: MediaKind): Promise<readonly (readonly [string, string])[]> => {
    const texts: (readonly [string, string])[] = [];
    for (const { kind, index, missing } of files) {
      if (kind !== wanted || missing) continue;
      const file = await readSaved(`${postId}:${kind}:${index}`);
      if (file.ok && file.value && file.value.size <= LONGEST_TEXT) texts.push([index, await file.value.text()]);
    }
    return texts;
  };
  const subtitles = (await textsOf('subtitle')).map(([language, text]) => {
    const cues = readCues(text).slice(0, MOST_CUES);
    return [
      language,
      cues.map(({ from, to, lines }) => [cueSeconds(from), cueSeconds(to), lines.join('\n')] as const),
    ] as const;
  });
  const comments = (await textsOf('comments')).flatMap(([, text]) => readComments(text) ?? []).slice(0, MOST_COMMENTS);
  return subtitles.length === 0 && comments.length === 0 ? null : { subtitles, comments };
};

import type { Author } from '@/lib/model/post';
import { cleanText } from '@/lib/naming/text/cleanText';
import { cutBytes } from '@/lib/naming/text/cutText';
import { safePart } from '@/lib/naming/text/safePart';

/** As much of an author as names a folder. */
export type NamedAuthor = Pick<Author, 'nickname' | 'uniqueId' | 'uid' | 'secUid'>;

/** Room for a suffix that tells two folders apart. */
const FOLDER_BYTES = 200;

/** The folder of an author: the nickname, or where nothing of it can be written the handle, the uid, the secUid. Never empty. */
export const folderName = ({ nickname, uniqueId, uid, secUid }: NamedAuthor): string => {
  for (const name of [nickname, uniqueId, uid, secUid]) {
    const safe = safePart(cutBytes(cleanText(name), FOLDER_BYTES));
    if (safe !== '') return safe;
  }
  return 'unknown';
};

import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Mode } from '@/lib/model/source';
import { cleanText } from '@/lib/naming/text/cleanText';
import { cutBytes, cutUnits } from '@/lib/naming/text/cutText';
import { safePart } from '@/lib/naming/text/safePart';
import { folderName, type NamedAuthor } from './folderName';

/** Whom a folder is for, and where. */
export interface UserFolderInput {
  readonly mode: Mode;
  readonly author: NamedAuthor;
  /** Folders above `tiktok/`, relative to the downloads folder; absent = none. */
  readonly path?: string;
}

const isAbsolute = (path: string): boolean => /^\s*(?:[/\\~]|[A-Za-z]:)/.test(path);

/**
 * f2's create_user_folder: where the files of an author go. Nothing is created; browsers make folders with the first file in them.
 * @returns `tiktok/<mode>/<nickname>` below the downloads folder, safe on every system; code `input` for an absolute `path`
 * or one that leads out of the downloads folder
 */
export const createUserFolder = ({ mode, author, path = '' }: UserFolderInput): Result<string> => {
  if (isAbsolute(path)) return err(failure('input', 'path: absolute'));
  const above = path.split(/[/\\]/).filter((name) => name.trim() !== '' && name.trim() !== '.');
  if (above.some((name) => /^\s*\.\.+\s*$/.test(name)))
    return err(failure('input', 'path: leads out of the downloads folder'));
  const safe = above.map((name) => safePart(cutBytes(cleanText(name), 200))).filter((name) => name !== '');
  if (safe.join('/').length > 100) return err(failure('input', 'path: too long'));
  return ok([...safe, 'tiktok', mode, safePart(cutUnits(folderName(author), 60))].join('/'));
};

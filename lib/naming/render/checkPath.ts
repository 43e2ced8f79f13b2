import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { EXTENSION_UNITS } from '@/lib/naming/text/cutText';
import { illegalIn, safePart } from '@/lib/naming/text/safePart';
import { pathFits } from './fitParts';

const oddName = (path: string): string | undefined =>
  path.split('/').find((part) => part === '' || safePart(part) !== part || illegalIn(part).length > 0);

/** Whether a path is relative and each of its names is one that we would write ourselves; its length is not looked at. */
export const isSafePath = (path: string): boolean => oddName(path) === undefined;

/**
 * Checks a path that somebody made by hand: relative, with `/` between its names, without extension, and as safe and short as those
 * of renderPath. Code `input` for any other.
 */
export const checkPath = (path: string): Result<string> => {
  const odd = oddName(path);
  if (odd !== undefined) return err(failure('input', `path: ${JSON.stringify(odd)} is no safe name`));
  return pathFits(path.split('/'), EXTENSION_UNITS) ? ok(path) : err(failure('input', 'path: too long'));
};

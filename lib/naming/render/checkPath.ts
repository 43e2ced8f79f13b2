import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { EXTENSION_UNITS } from '@/lib/naming/text/cutText';
import { illegalIn, safePart } from '@/lib/naming/text/safePart';
import { pathFits } from './fitParts';

/**
 * Checks a path that somebody made by hand: relative, with `/` between its names, without extension, and as safe and short as those
 * of renderPath. Code `input` for any other.
 */
export const checkPath = (path: string): Result<string> => {
  const parts = path.split('/');
  const odd = parts.find((part) => part === '' || safePart(part) !== part || illegalIn(part).length > 0);
  if (odd !== undefined) return err(failure('input', `path: ${JSON.stringify(odd)} is no safe name`));
  return pathFits(parts, EXTENSION_UNITS) ? ok(path) : err(failure('input', 'path: too long'));
};

import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { pathFits } from './fitParts';
import { illegalIn } from './illegalIn';
import { EXTENSION_UNITS } from './limits';
import { safePart } from './safePart';

/**
 * Checks a path that somebody made by hand: relative, with `/` between its names, without extension, and as safe and short as those
 * of renderStem. Code `input` for any other.
 */
export const checkPath = (path: string): Result<string> => {
  const parts = path.split('/');
  const odd = parts.find((part) => part === '' || safePart(part) !== part || illegalIn(part).length > 0);
  if (odd !== undefined) return err(failure('input', `path: ${JSON.stringify(odd)} is no safe name`));
  return pathFits(parts, EXTENSION_UNITS) ? ok(path) : err(failure('input', 'path: too long'));
};

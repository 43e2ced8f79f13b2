import { mediaKinds } from '@/lib/model/media';
import { cutUnits, EXTENSION_UNITS } from '@/lib/naming/text/cutText';
import { pathKey, safePart } from '@/lib/naming/text/safePart';
import { pathFits } from './fitParts';

const kindAtEnd = new RegExp(
  `[-_. ]?(?:${[...mediaKinds].sort((a, b) => b.length - a.length).join('|')})(?:[-.][\\p{L}\\p{N}-]+)?$`,
  'u',
);

/** Where the part of a name begins that must not be cut: the post's id, else the kind, else nothing. */
const fixedFrom = (name: string, postId: string): number => {
  const id = name.indexOf(postId);
  const kind = name.search(kindAtEnd);
  const starts = [id, kind].filter((at) => at >= 0);
  return starts.length > 0 ? Math.min(...starts) : name.length;
};

/** Adds a suffix to the last name of a path, shortening the words in it where the path would get too long. */
const withSuffix = (basePath: string, suffix: string, postId: string, reserve: number): string => {
  const folders = basePath.split('/');
  const name = folders.pop() ?? '';
  const from = fixedFrom(name, postId);
  const tail = `${name.slice(from)}${suffix}`;
  for (let units = from; units >= 0; units -= 1) {
    const names = [...folders, safePart(cutUnits(name.slice(0, from), units) + tail)];
    if (pathFits(names, reserve)) return names.join('/');
  }
  for (let kept = folders.length - 1; kept >= 0; kept -= 1) {
    const names = [...folders.slice(0, kept), safePart(tail)];
    if (pathFits(names, reserve)) return names.join('/');
  }
  return postId + suffix;
};

/**
 * Finds a path that no other file has: the base path itself, else with `_{post id}` (two posts of one second, or without caption), else
 * with a counter as well. The result is as safe and short as renderPath's.
 * @param taken says whether a path is in use; it is asked with `pathKey(basePath)`, so keep `pathKey` of every base path in the set
 * @param reserve units kept for dot and extension
 */
export const uniquePath = (
  basePath: string,
  postId: string,
  taken: (key: string) => boolean,
  reserve: number = EXTENSION_UNITS,
): string => {
  if (!taken(pathKey(basePath))) return basePath;
  const id = basePath.slice(basePath.lastIndexOf('/') + 1).includes(postId) ? '' : `_${postId}`;
  for (let count = 1; ; count += 1) {
    const suffix = id + (count === 1 ? '' : `_${count}`);
    const candidate =
      suffix === '' ? basePath : withSuffix(basePath, suffix, postId, Math.max(reserve, EXTENSION_UNITS));
    if (!taken(pathKey(candidate))) return candidate;
  }
};

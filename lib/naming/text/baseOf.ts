import { pathKey } from './safePart';

/** The path without its extension, of the one that has this {@link pathKey}; undefined where none of its dots gives it. */
export const baseOf = (path: string, key: string): string | undefined => {
  for (const { index } of path.matchAll(/\./g)) if (pathKey(path.slice(0, index)) === key) return path.slice(0, index);
  return undefined;
};

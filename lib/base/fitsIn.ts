/** How long and how deep a value may be. */
export interface Bounds {
  /** About what its JSON has in characters. */
  readonly length: number;
  readonly depth: number;
}

/** Recorded replies are 14 deep. Whatever walks a value by recursion, JSON.stringify and the browser's own store included, ends somewhere. */
export const DEEPEST = 200;

/** A recorded itemStruct is 12 to 30 kB; a page that sends more than this is not showing us a post. */
export const HINT_BOUNDS: Bounds = { length: 1_000_000, depth: DEEPEST };

const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length + 2 : 5);

/**
 * Whether a value from elsewhere is as small as its JSON should be. It is not written out to be measured, since that is
 * what throws: the walk is no recursion, and it ends where the bounds do, though a value is a cycle or holds one part
 * a million times over.
 */
export const fitsIn = (value: unknown, { length, depth }: Bounds): boolean => {
  const open: { readonly part: unknown; readonly at: number }[] = [{ part: value, at: 0 }];
  let left = length;
  for (let next = open.pop(); next; next = open.pop()) {
    const { part, at } = next;
    const isObject = typeof part === 'object' && part !== null;
    left -= isObject ? 2 : lengthOf(part);
    if (left < 0 || (isObject && at >= depth)) return false;
    if (!isObject) continue;
    for (const [key, inner] of Object.entries(part)) {
      left -= Array.isArray(part) ? 1 : key.length + 4;
      if (left < 0) return false;
      open.push({ part: inner, at: at + 1 });
    }
  }
  return true;
};

import { pathKey } from '@/lib/naming/text/safePart';
import type { PlannedName } from '@/lib/ports/FolderAccess';

/**
 * The files in the order they are to be renamed in: whoever stands where another has to go, goes first. Where they stand in
 * a circle somebody finds its name taken. Files that stay where they are, as a case-insensitive disk sees it, are left out.
 */
export const orderNames = <T extends PlannedName>(files: readonly T[]): readonly T[] => {
  const standing = new Map(files.map((file) => [pathKey(file.from), file]));
  const seen = new Set<T>();
  const ordered: T[] = [];
  for (const file of files) {
    const chain: T[] = [];
    for (let next: T | undefined = file; next && !seen.has(next); next = standing.get(pathKey(next.to))) {
      seen.add(next);
      chain.push(next);
    }
    ordered.push(...chain.reverse());
  }
  return ordered.filter(({ from, to }) => pathKey(from) !== pathKey(to));
};

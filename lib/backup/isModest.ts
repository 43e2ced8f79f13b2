import { ROW_LIMITS } from './backupFormat';

const isSmall = (part: unknown): boolean => {
  if (typeof part === 'string') return part.length <= ROW_LIMITS.text;
  return typeof part !== 'number' || Math.abs(part) <= ROW_LIMITS.number;
};

/**
 * Whether no text, list, number or depth of a parsed row is beyond what TokShelf writes. The walk is no recursion; thumbnails
 * are looked at by their own schema, whose one text is longer.
 */
export const isModest = (row: unknown, longest?: string): boolean => {
  const open: { readonly part: unknown; readonly depth: number }[] = [{ part: row, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { part, depth } = next;
    if (!isSmall(part)) return false;
    if (typeof part !== 'object' || part === null) continue;
    const entries = Object.entries(part);
    if (depth >= ROW_LIMITS.depth || entries.length > ROW_LIMITS.items) return false;
    for (const [key, inner] of entries) {
      if (key.length > ROW_LIMITS.text) return false;
      if (depth > 0 || key !== longest) open.push({ part: inner, depth: depth + 1 });
    }
  }
  return true;
};

import { allFields } from '@/lib/naming/fields/fieldNamed';

/** Edits (insert, delete, replace) between two words. */
const distance = (left: string, right: string): number => {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
};

/** Returns the known field a person most likely meant, or undefined when none is near. */
export const nearestField = (name: string, own: readonly string[]): string | undefined => {
  const word = name.slice(0, 40).toLowerCase();
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: { readonly name: string; readonly edits: number } | undefined;
  for (const known of [...allFields().map((field) => field.name), ...own]) {
    const edits = distance(word, known.toLowerCase());
    if (edits <= limit && (!best || edits < best.edits)) best = { name: known, edits };
  }
  return best?.name;
};

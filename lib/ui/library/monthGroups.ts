import type { PostGroup } from '@/lib/model/library/postGroup';
import type { LibraryRow } from '@/lib/model/libraryRow';

/** The rows' posts by the month they were posted in, in local time; keys are `YYYY-MM`. */
export const monthGroups = (rows: readonly LibraryRow[]): readonly PostGroup[] => {
  const months = new Map<string, Set<string>>();
  for (const { postedAt, postId } of rows) {
    const day = new Date(postedAt);
    const key = `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}`;
    const month = months.get(key);
    if (month) month.add(postId);
    else months.set(key, new Set([postId]));
  }
  return [...months].map(([key, ids]) => ({ kind: 'month', key, title: key, postIds: [...ids] }));
};

import type { NameSpan } from '@/lib/model/authorRow';

// A row is rewritten for its dates at most once a day: a page of likes has as many authors as posts.
const DAY = 86_400_000;

/** The history of a name after it was met now; an empty name says nothing. */
export const seenName = (spans: readonly NameSpan[], value: string, now: number): NameSpan[] => {
  const last = spans.at(-1);
  if (value === '') return [...spans];
  if (last?.value !== value) return [...spans, { value, firstSeen: now, lastSeen: now }];
  return now - last.lastSeen < DAY ? [...spans] : [...spans.slice(0, -1), { ...last, lastSeen: now }];
};

import type { Clock } from '@/lib/ports/Clock';

/** A page of the largest grid shows 140 posts, and asks every two seconds about those under way. */
const MOST_AT_ONCE = 3000;
const MOST_A_SECOND = 300;
const MOST_TABS = 100;

/**
 * How much each tab may still ask: a page that makes up posts without end must not hold up the saves of all others.
 *
 * @returns whether the tab may have `count` posts answered now; what it may is taken off
 */
export const createTabAllowance = (clock: Clock): ((tabId: number, count: number) => boolean) => {
  const left = new Map<number, { readonly count: number; readonly at: number }>();
  return (tabId, wanted) => {
    const now = clock.now();
    const before = left.get(tabId) ?? { count: MOST_AT_ONCE, at: now };
    const grown = (Math.max(0, now - before.at) / 1000) * MOST_A_SECOND;
    const count = Math.min(MOST_AT_ONCE, before.count + grown);
    const may = wanted <= count;
    left.delete(tabId);
    left.set(tabId, { count: may ? count - wanted : count, at: now });
    const [oldest] = left.keys();
    if (left.size > MOST_TABS && oldest !== undefined) left.delete(oldest);
    return may;
  };
};

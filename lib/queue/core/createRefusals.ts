/** Tells what one post, list or host is refused from what everybody is. */
export interface Refusals {
  /** `host` gave something. */
  passed(host: string): void;
  /**
   * Notes that `host` refused `subject` (a post, a page of a list). True when so many different ones met the same since
   * it last gave something that it means everybody.
   */
  strike(host: string, subject: string): boolean;
  /** Whether others give where this one does not: what it refuses is then its own matter. */
  standsAlone(host: string): boolean;
}

// What befalls one or two may be theirs.
const DIFFERENT = 3;

/** In memory alone: a worker that died learns it anew at the cost of a few requests. */
export const createRefusals = (): Refusals => {
  const struck = new Map<string, Set<string>>();
  const order = new Map<string, number>();
  let turn = 0;

  const standsAlone = (host: string): boolean =>
    [...order].some(([other, last]) => other !== host && last > (order.get(host) ?? 0) && !struck.has(other));

  return {
    passed: (host) => {
      turn += 1;
      order.set(host, turn);
      struck.delete(host);
    },
    strike: (host, subject) => {
      const subjects = struck.get(host) ?? new Set();
      struck.set(host, subjects.add(subject));
      return subjects.size >= DIFFERENT && !standsAlone(host);
    },
    standsAlone,
  };
};

import { setTimeout as wait } from 'node:timers/promises';

/** Asks until the answer is truthy; the last error or answer stands in the message when time runs out. */
export const waitFor = async <T>(
  what: string,
  ask: () => Promise<T> | T,
  { timeout = 30_000, every = 100 }: { timeout?: number; every?: number } = {},
): Promise<NonNullable<T>> => {
  const end = Date.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end)
      throw new Error(
        `waited ${timeout} ms for ${what}; last: ${last instanceof Error ? last.message : JSON.stringify(last)}`,
      );
    await wait(every);
  }
};

/** Rejects when the promise takes longer. */
export const within = async <T>(what: string, work: Promise<T>, ms = 15_000): Promise<T> => {
  const late = AbortSignal.timeout(ms);
  return await Promise.race([
    work,
    new Promise<never>((_, reject) =>
      late.addEventListener('abort', () => reject(new Error(`${what} took more than ${ms} ms`))),
    ),
  ]);
};

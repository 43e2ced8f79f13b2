import { beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '@/lib/base/errorPolicy';
import { type DriftSource, driftRun, type Outcome } from './driftRun';
import type { Change } from './driftSite';

/** How a change ends: nobody notices; or what is missing is told; or all is there, and what is odd is told. */
export type Ending =
  | { readonly kind: 'works' }
  | { readonly kind: 'short' }
  | { readonly kind: 'tells'; readonly code: ErrorCode; readonly words: RegExp; readonly whole: boolean };

export const works: Ending = { kind: 'works' };
/** Fewer posts than the site says: both numbers stand in the job. */
export const short: Ending = { kind: 'short' };
export const tells = (code: ErrorCode, words: RegExp): Ending => ({ kind: 'tells', code, words, whole: false });
export const savesAndTells = (code: ErrorCode, words: RegExp): Ending => ({ kind: 'tells', code, words, whole: true });

/** A change of the site, the lists that it is tried on, and what is to come of it. */
export type Drift = readonly [what: string, lists: readonly DriftSource[], change: Change, ending: Ending];

const asItWas: Change = (reply) => reply;

const missing = (outcome: Outcome, whole: ReadonlySet<string>): readonly string[] =>
  [...whole].filter((key) => !outcome.saved.has(key));

const isSaidToBeShort = ({ listing }: Outcome['job']): boolean => (listing.total ?? 0) > listing.listed;

const judge = (outcome: Outcome, whole: ReadonlySet<string>, ending: Ending): void => {
  const { job, told } = outcome;
  const lost = missing(outcome, whole);
  // Whatever the line says: nothing is missing in silence, and after ten seconds there is an answer.
  if (lost.length > 0) expect(told.length > 0 || isSaidToBeShort(job)).toBe(true);
  if (job.state !== 'done') expect(told).not.toEqual([]);
  if (ending.kind === 'works')
    return void expect({ state: job.state, told, lost }).toEqual({ state: 'done', told: [], lost: [] });
  if (ending.kind === 'short') return void expect([job.state, isSaidToBeShort(job)]).toEqual(['done', true]);
  expect(new Set(told.map(({ code }) => code))).toEqual(new Set([ending.code]));
  expect(told.map(({ detail }) => detail).join('\n')).toMatch(ending.words);
  expect(['done', 'failed', 'waiting']).toContain(job.state);
  expect(lost.length === 0).toBe(ending.whole);
};

/** Tries every line of a table. */
export const driftSuite = (name: string, table: readonly Drift[]): void => {
  const wholes = new Map<DriftSource, ReadonlySet<string>>();
  const lines = table.flatMap(([what, lists, change, ending]) =>
    lists.map((list) => [what, list, change, ending] as const),
  );
  beforeAll(async () => {
    for (const list of new Set(lines.map(([, source]) => source))) {
      const outcome = await driftRun(list, asItWas);
      judge(outcome, outcome.saved, works);
      wholes.set(list, outcome.saved);
    }
  });
  describe(name, () => {
    it.each(lines)('%s: %s', async (_, list, change, ending) => {
      judge(await driftRun(list, change), wholes.get(list) ?? new Set(), ending);
    });
  });
};

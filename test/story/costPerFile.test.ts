import { expect, it } from 'vitest';
import type { Store, Tables } from '@/lib/ports/Store';
import { createWorld } from '../fakes/createWorld';
import { anAuthor, somePosts } from '../fakes/somePosts';

interface Cost {
  transactions: number;
  /** Questions to the database, and the rows that came back. */
  reads: number;
  rows: number;
  writes: number;
}

const isWrite = (name: string): boolean => /^(put|delete)/.test(name);

/** A row that is not there is read, too. */
const rowsIn = (result: unknown): number => (Array.isArray(result) ? Math.max(1, result.length) : 1);

/** Tables that count what is asked and written. */
const countTable = <T extends object>(table: T, cost: Cost): T =>
  new Proxy(table, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        const result: unknown = await Reflect.apply(method, target, args);
        if (isWrite(String(name))) cost.writes += 1;
        else {
          cost.reads += 1;
          cost.rows += rowsIn(result);
        }
        return result;
      };
    },
  });

const countTables = (tables: Tables, cost: Cost): Tables =>
  Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [name, countTable(table, cost)]),
  ) as unknown as Tables;

const countStore = ({ transaction, ...tables }: Store, cost: Cost): Store => ({
  ...countTables(tables, cost),
  transaction: (run) => {
    cost.transactions += 1;
    return transaction((inside) => run(countTables(inside, cost)));
  },
});

it.each([4, 8])('takes at most two transactions and eight reads per file, %i at a time', async (parallel) => {
  const cost: Cost = { transactions: 0, reads: 0, rows: 0, writes: 0 };
  const world = createWorld({ quiet: true, store: (store) => countStore(store, cost) });
  world.settings = { ...world.settings, pacing: { ...world.settings.pacing, parallel } };
  const { secUid } = anAuthor();
  world.site.contents.set(`posts:${secUid}`, somePosts(200));
  await world.queue().startJob({ kind: 'posts', secUid }, {});
  await world.idle();
  const [job] = await world.store.jobs.recent(1);
  const files = job?.counts.saved ?? 0;
  expect([job?.state, files > 300]).toEqual(['done', true]);
  expect(cost.transactions / files).toBeLessThanOrEqual(2);
  expect(cost.reads / files).toBeLessThanOrEqual(8);
  expect(cost.rows / files).toBeLessThanOrEqual(8);
  expect(cost.writes / files).toBeLessThanOrEqual(5.5);
});

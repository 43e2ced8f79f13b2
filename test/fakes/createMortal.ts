import type { DBCore, DBCoreTable, DBCoreTransaction, Middleware } from 'dexie';
import type { FakeGrantedFolder } from './fakeGrantedFolder';

const never = <T>(): Promise<T> => new Promise(() => undefined);

/**
 * A page that dies at a call: that one is not carried out, and whatever the page does afterwards waits for ever. A transaction of the
 * database is one call, since it happens as a whole or not at all; each step on the disk is one.
 */
export const createMortal = () => {
  let calls = 0;
  let last = Number.POSITIVE_INFINITY;
  let died = Promise.withResolvers<'died'>();
  const begun = new WeakSet<DBCoreTransaction>();

  const isAlive = (): boolean => {
    calls += 1;
    if (calls < last) return true;
    // Told later: whoever is told at once would go on within the transaction that has just died.
    setImmediate(died.resolve, 'died');
    return false;
  };

  const guarded = <T>({ trans }: { readonly trans: DBCoreTransaction }, run: () => Promise<T>): Promise<T> => {
    if (!begun.has(trans) && !isAlive()) return never();
    begun.add(trans);
    return run();
  };

  const middleware: Middleware<DBCore> = {
    stack: 'dbcore',
    name: 'mortal',
    level: 9,
    create: (core) => ({
      ...core,
      table: (name) => {
        const table: DBCoreTable = core.table(name);
        return {
          ...table,
          get: (request) => guarded(request, () => table.get(request)),
          query: (request) => guarded(request, () => table.query(request)),
          mutate: (request) => guarded(request, () => table.mutate(request)),
        };
      },
    }),
  };

  return {
    middleware,
    /** Has the folder's calls counted, too. */
    watch: (folder: FakeGrantedFolder): void => {
      folder.before = () => (isAlive() ? undefined : never());
    },
    calls: () => calls,
    /** Lives again, until the n-th call from now; forever without a number. Resolves once dead. */
    live: (until = Number.POSITIVE_INFINITY): Promise<'died'> => {
      calls = 0;
      last = until;
      died = Promise.withResolvers<'died'>();
      return died.promise;
    },
  };
};

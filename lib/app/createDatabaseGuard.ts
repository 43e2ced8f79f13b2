import { bytesToHex } from '@noble/hashes/utils.js';
import { type Failure, failure } from '@/lib/base/failure';
import type { DatabaseMark } from '@/lib/model/databaseHealth';
import type { Settings } from '@/lib/model/settings';
import type { Random } from '@/lib/ports/Random';
import type { Store } from '@/lib/ports/Store';

/** Where the mark is kept: anywhere but in the database that it is about. */
export interface MarkStore {
  read(): Promise<DatabaseMark | undefined>;
  write(mark: DatabaseMark): Promise<void>;
}

/** Notices that the database is lost: the browser threw it away, or what was saved is no longer in it. */
export interface DatabaseGuard {
  /** Compares the database with its mark, and brings the mark up to date. */
  check(): Promise<void>;
  /**
   * The settings as they hold now: after a loss nobody can tell our files from the person's own, so that a file that is
   * there is kept and counts as saved.
   */
  adapt(settings: Settings): Promise<Settings>;
  /**
   * Why nothing is to be saved now: the library is lost, and the folder that files go to can bring it back. Code `lost`, until
   * the person did so or said to go on without.
   */
  hold(settings: Settings): Promise<Failure | undefined>;
  /** The person knows: files are saved as the settings say again. */
  accept(): Promise<void>;
}

const KEY = 'database-id';

const isSame = (a: DatabaseMark | undefined, b: DatabaseMark): boolean =>
  a?.id === b.id && a.used === b.used && a.lost === b.lost;

/** Builds a guard. */
export const createDatabaseGuard = (
  store: Pick<Store, 'kv' | 'records'>,
  marks: MarkStore,
  random: Random,
): DatabaseGuard => {
  let isLost: boolean | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };

  const idOfDatabase = async (): Promise<string> => {
    const known = await store.kv.get(KEY);
    if (typeof known === 'string') return known;
    const id = bytesToHex(random.bytes(12));
    await store.kv.put(KEY, id);
    return id;
  };

  const look = async (): Promise<boolean> => {
    const mark = await marks.read();
    const id = await idOfDatabase();
    const used = (await store.records.recent(1)).length > 0;
    // Later the person may take all out of the library; what is empty at the first look was emptied by nobody.
    const isEmptied = isLost === undefined && !used;
    const lost = mark !== undefined && (mark.lost || (mark.used && (mark.id !== id || isEmptied)));
    const next = { id, used, lost };
    if (!isSame(mark, next)) await marks.write(next);
    isLost = lost;
    return lost;
  };

  const findLost = async (): Promise<boolean> => isLost ?? (await inTurn(look));

  return {
    check: async () => {
      await inTurn(look);
    },
    adapt: async (settings) => ((await findLost()) ? { ...settings, conflict: 'skip' } : settings),
    hold: async ({ place }) => (place === 'folder' && (await findLost()) ? failure('lost') : undefined),
    accept: () =>
      inTurn(async () => {
        const mark = await marks.read();
        if (mark) await marks.write({ ...mark, lost: false });
        isLost = false;
      }),
  };
};

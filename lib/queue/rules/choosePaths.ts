import { uniqueStem } from '@/lib/naming/render/uniquePath';
import { pathKey } from '@/lib/naming/text/pathKey';
import type { Tables } from '@/lib/ports/Store';

/** A file that needs a path. */
export interface StemWish {
  readonly recordKey: string;
  readonly postId: string;
  /** As the template gives it. */
  readonly stem: string;
}

/**
 * Gives each file a path that no file of another key has, on disk or planned. Whether a path is free can only be asked
 * of the store in batches, while which paths come into question shows one by one: asked again until nothing is open.
 * Runs inside a transaction. Returns the stem by record key.
 */
export const chooseStems = async (
  tables: Tables,
  wishes: readonly StemWish[],
): Promise<ReadonlyMap<string, string>> => {
  const users = new Map<string, Set<string>>();
  let open = new Set(wishes.map(({ stem }) => pathKey(stem)));
  let chosen = new Map<string, string>();
  while (open.size > 0) {
    const keys = [...open];
    for (const key of keys) users.set(key, new Set());
    const taken = [...(await tables.records.takenStems(keys)), ...(await tables.tasks.takenStems(keys))];
    for (const { stemKey, recordKey } of taken) users.get(stemKey)?.add(recordKey);
    open = new Set();
    chosen = new Map();
    const here = new Set<string>();
    for (const { recordKey, postId, stem } of wishes) {
      const isTaken = (key: string): boolean => {
        const others = users.get(key);
        if (!others) open.add(key);
        return here.has(key) || [...(others ?? [])].some((other) => other !== recordKey);
      };
      const mine = uniqueStem(stem, postId, isTaken);
      here.add(pathKey(mine));
      chosen.set(recordKey, mine);
    }
  }
  return chosen;
};

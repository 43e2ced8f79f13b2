import { uniquePath } from '@/lib/naming/render/uniquePath';
import { pathKey } from '@/lib/naming/text/safePart';
import type { Tables } from '@/lib/ports/Store';

/** A file that needs a path. */
export interface PathRequest {
  readonly recordKey: string;
  readonly postId: string;
  /** As the template gives it. */
  readonly basePath: string;
}

/**
 * Gives each file a path that no file of another key has, on disk or planned. Whether a path is free can only be asked
 * of the store in batches, while which paths come into question shows one by one: asked again until nothing is open.
 * Runs inside a transaction. Returns the base path by record key.
 */
export const choosePaths = async (
  tables: Tables,
  runSettings: readonly PathRequest[],
): Promise<ReadonlyMap<string, string>> => {
  const users = new Map<string, Set<string>>();
  let open = new Set(runSettings.map(({ basePath }) => pathKey(basePath)));
  let chosen = new Map<string, string>();
  while (open.size > 0) {
    const keys = [...open];
    for (const key of keys) users.set(key, new Set());
    const taken = [...(await tables.records.takenPaths(keys)), ...(await tables.tasks.takenPaths(keys))];
    for (const { basePathKey, recordKey } of taken) users.get(basePathKey)?.add(recordKey);
    open = new Set();
    chosen = new Map();
    const here = new Set<string>();
    for (const { recordKey, postId, basePath } of runSettings) {
      const isTaken = (key: string): boolean => {
        const others = users.get(key);
        if (!others) open.add(key);
        return here.has(key) || [...(others ?? [])].some((other) => other !== recordKey);
      };
      const mine = uniquePath(basePath, postId, isTaken);
      here.add(pathKey(mine));
      chosen.set(recordKey, mine);
    }
  }
  return chosen;
};

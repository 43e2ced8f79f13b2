import type { Table } from 'dexie';
import { type Key, rowKey } from './rowKey';

// A cursor over a hundred thousand rows takes many times as long, and five times as many at once hold a page up.
const PIECE = 1000;

/**
 * All rows of a table in the order of its primary key, so many at a time: no more than that is held. What is written meanwhile
 * comes with a later piece where its key is still to come.
 */
export async function* inPieces<T extends object>(
  table: Pick<Table<T>, 'where' | 'toCollection' | 'schema'>,
  size = PIECE,
): AsyncGenerator<readonly T[]> {
  for (let after: Key | undefined; ; ) {
    const from = after === undefined ? table.toCollection() : table.where(':id').above(after);
    const rows = await from.limit(size).toArray();
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < size) return;
    after = rowKey(last, table.schema.primKey.keyPath);
  }
}

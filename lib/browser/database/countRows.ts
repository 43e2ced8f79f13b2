import type { Table } from 'dexie';
import { inPieces } from './inPieces';

/** How many rows of a table are as `isOne` says. Goes through all of them. */
export const countRows = async <T extends object>(
  table: Pick<Table<T>, 'where' | 'toCollection' | 'schema'>,
  isOne: (row: T) => boolean,
): Promise<number> => {
  let count = 0;
  for await (const rows of inPieces(table)) count += rows.filter(isOne).length;
  return count;
};

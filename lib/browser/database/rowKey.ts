/** A primary key of the tables: a text, or the two parts of a compound one. */
export type Key = string | [string, string];

/** The primary key of a row, by its table's `keyPath`. */
export const rowKey = (row: object, keyPath: string | string[] | null | undefined): Key => {
  const parts = [keyPath ?? []].flat().map((name) => String(Reflect.get(row, name)));
  const [first = '', second] = parts;
  return second === undefined ? first : [first, second];
};

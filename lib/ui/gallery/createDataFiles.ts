/** Files of data that hold so many posts' values each, read when one of them is asked for. */
export interface DataFiles<T> {
  /** What a file hands over when it runs. */
  arrive(chunk: number, values: readonly T[]): void;
  /** The value of the post at a place among all; undefined where its file is not there. `each` = posts a file. */
  valueOf(place: number, each?: number): Promise<T | undefined>;
}

/** Builds it; `load` runs a file, and the `most` used last are kept. */
export const createDataFiles = <T>(load: (chunk: number) => Promise<void>, most: number): DataFiles<T> => {
  const arrived = new Map<number, readonly T[]>();
  /** In the order of their last use. */
  const files = new Map<number, Promise<readonly T[]>>();

  const take = (chunk: number): readonly T[] => {
    const values = arrived.get(chunk) ?? [];
    arrived.delete(chunk);
    return values;
  };

  const read = (chunk: number): Promise<readonly T[]> => {
    const known = files.get(chunk);
    files.delete(chunk);
    const reading = known ?? load(chunk).then(() => take(chunk));
    files.set(chunk, reading);
    const [oldest] = files.keys();
    if (files.size > most && oldest !== undefined) files.delete(oldest);
    return reading;
  };

  return {
    arrive: (chunk, values) => void arrived.set(chunk, values),
    valueOf: async (place, each = 1) => {
      try {
        return (await read(Math.floor(place / each)))[place % each];
      } catch {
        // The gallery was not copied as a whole: what is read without it is there all the same.
        return undefined;
      }
    },
  };
};

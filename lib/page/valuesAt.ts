const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The values that stand at a place in JSON; `*` stands for every element of a list.
 *
 * @returns what is there, in order; nothing where the JSON has another shape
 */
export const valuesAt = (json: unknown, path: readonly string[]): unknown[] => {
  let values: unknown[] = [json];
  for (const step of path) {
    values = values.flatMap((value) => {
      if (step === '*') return Array.isArray(value) ? value : [];
      return isObject(value) && step in value ? [value[step]] : [];
    });
  }
  return values;
};

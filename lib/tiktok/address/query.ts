/** Values of a query, in the order in which they are sent; undefined ones are left out. */
export type QueryParams = Readonly<Record<string, string | number | boolean | undefined>>;

/** Percent-encodes everything but letters, digits and `-_.~`, as the site's own requests do (recorded 2026-10). */
export const encodeValue = (value: string): string =>
  encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (symbol) => `%${symbol.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** `name=value` pairs joined with `&`, without the question mark. */
export const encodeQuery = (params: QueryParams): string =>
  Object.entries(params)
    .filter((entry) => entry[1] !== undefined)
    .map(([name, value]) => `${encodeValue(name)}=${encodeValue(String(value))}`)
    .join('&');

// Forms seen in addresses recorded 2025-05 to 2026-10: `expire=` on video hosts, `x-expires=` on picture hosts, and a
// path `/<32 hex>/<8 hex>/video/…` on subtitle and sound hosts, whose second part is the same second in hexadecimal.
const pathTime = /^\/[0-9a-f]{32}\/([0-9a-f]{8})\//i;

const secondsIn = (url: URL): number | undefined => {
  const query = url.searchParams.get('expire') ?? url.searchParams.get('x-expires');
  if (query !== null && /^\d{9,11}$/.test(query)) return Number(query);
  const path = pathTime.exec(url.pathname)?.[1];
  return path === undefined ? undefined : Number.parseInt(path, 16);
};

/** When a media address stops working, in milliseconds since 1970; undefined when the address does not tell. */
export const expiresAt = (address: string): number | undefined => {
  // URL.parse would need Chrome 126.
  const seconds = URL.canParse(address) ? secondsIn(new URL(address)) : undefined;
  return seconds === undefined ? undefined : seconds * 1000;
};

/** True when every one of these mirrors tells a time and it is past. `now` in milliseconds since 1970. */
export const isExpired = (addresses: readonly string[], now: number): boolean =>
  addresses.length > 0 && addresses.every((address) => (expiresAt(address) ?? Number.POSITIVE_INFINITY) <= now);

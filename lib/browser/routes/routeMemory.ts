import browser from 'webextension-polyfill';
import { z } from 'zod';
import type { RouteName, RouteRecord } from '@/lib/ports/routes';

const KEY = 'routes';
const DAY_MS = 24 * 60 * 60 * 1000;

const recordSchema = z.object({
  endpoint: z.string(),
  route: z.enum(['page', 'work-tab', 'worker']),
  lastSuccess: z.number().optional(),
  lastRefusal: z.number().optional(),
  refusalCode: z.string().optional(),
});
const storedSchema = z.record(z.string(), recordSchema);
type StoredRecord = z.infer<typeof recordSchema>;

/** Remembers per endpoint which route worked last and which was refused; kept for diagnostics, believed for a day. */
export interface RouteMemory {
  /** The route that worked for this endpoint within the last day, if its last word was not a refusal. */
  best(endpoint: string): Promise<RouteName | undefined>;
  succeeded(endpoint: string, route: RouteName): Promise<void>;
  refused(endpoint: string, route: RouteName, code: string): Promise<void>;
  all(): Promise<readonly RouteRecord[]>;
}

const strip = ({ endpoint, route, lastSuccess, lastRefusal, refusalCode }: StoredRecord): RouteRecord => ({
  endpoint,
  route,
  ...(lastSuccess === undefined ? {} : { lastSuccess }),
  ...(lastRefusal === undefined ? {} : { lastRefusal }),
  ...(refusalCode === undefined ? {} : { refusalCode }),
});

export const createRouteMemory = (now: () => number): RouteMemory => {
  let queue: Promise<unknown> = Promise.resolve();

  const read = async (): Promise<Record<string, StoredRecord>> => {
    const stored = storedSchema.safeParse((await browser.storage.local.get(KEY))[KEY]);
    return stored.success ? stored.data : {};
  };
  // One change after the other: two requests that end together would overwrite each other's line.
  const change = (endpoint: string, route: RouteName, patch: Partial<StoredRecord>): Promise<void> => {
    const next = queue.then(async () => {
      const all = await read();
      const key = `${endpoint} ${route}`;
      all[key] = { ...all[key], endpoint, route, ...patch };
      await browser.storage.local.set({ [KEY]: all });
    });
    queue = next.catch(() => undefined);
    return next;
  };

  return {
    best: async (endpoint) => {
      const fresh = Object.values(await read()).filter(
        (record) =>
          record.endpoint === endpoint &&
          record.lastSuccess !== undefined &&
          record.lastSuccess > now() - DAY_MS &&
          record.lastSuccess >= (record.lastRefusal ?? 0),
      );
      return fresh.sort((a, b) => (b.lastSuccess ?? 0) - (a.lastSuccess ?? 0))[0]?.route;
    },
    succeeded: (endpoint, route) => change(endpoint, route, { lastSuccess: now() }),
    refused: (endpoint, route, code) => change(endpoint, route, { lastRefusal: now(), refusalCode: code }),
    all: async () => Object.values(await read()).map(strip),
  };
};

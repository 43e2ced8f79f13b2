import { resolveObjectURL } from 'node:buffer';
import { setTimeout as wait } from 'node:timers/promises';
import { createBlobs, createMemoryStore, createShelf, type ShelfPorts } from '@/lib/api';
import type { DownloadState } from '@/lib/ports/Downloads';
import { testAgent } from '../site/ask.ts';
import type { Site } from '../site/startSite.ts';
import { type Login, sitePorts } from './sitePorts';

/** The four ports of saving, on a disk in memory. What outlives a worker (store, disk) can be handed to the next shelf. */
export const siteShelf = (
  site: Site,
  more: Partial<ShelfPorts> & { readonly login?: Login; readonly disk?: Map<string, Uint8Array> } = {},
) => {
  const { login = 'viewer', disk = new Map<string, Uint8Array>(), ...given } = more;
  const { ports, fetch, cookieHeader } = sitePorts(site, login);
  const store = given.store ?? createMemoryStore();
  const states: DownloadState[] = [];
  const downloads: ShelfPorts['downloads'] = {
    start: async ({ url, path, conflict }) => {
      const bytes = new Uint8Array((await resolveObjectURL(url)?.arrayBuffer()) ?? new ArrayBuffer(0));
      const [bare, ext] = [path.slice(0, path.lastIndexOf('.')), path.slice(path.lastIndexOf('.'))];
      let free = path;
      for (let n = 1; conflict === 'uniquify' && disk.has(free); n += 1) free = `${bare} (${n})${ext}`;
      disk.set(free, bytes);
      const id = states.length + 1;
      const facts = { id, url, path: `/downloads/${free}`, bytes: bytes.length, exists: true, startedAt: Date.now() };
      states.push({ ...facts, state: 'complete' });
      return { ok: true, value: id };
    },
    findById: async (id) => states[id - 1],
    findByUrl: async (url) => states.find((state) => state.url === url),
    cancel: async () => {},
    forget: async () => {},
    onEnd: () => () => {},
  };
  const blobs = createBlobs(async ({ url }) => {
    const headers = { 'User-Agent': testAgent, Referer: 'https://www.tiktok.com/', Cookie: cookieHeader() };
    const reply = await fetch(url, { headers });
    return { status: reply.status, url: reply.url, headers: reply.headers, blob: await reply.blob() };
  });
  const shelf = createShelf({
    ...ports,
    clock: { now: Date.now, sleep: (ms) => wait(ms) },
    ...{ store, downloads, blobs },
    wake: { at: async () => {}, clear: async () => {}, during: (work) => work },
    settings: { pacing: { pageGapMin: 0, pageGapMax: 0 } },
    tuning: { backoffFirst: 20, backoffMax: 100, retryFirst: 10, refetchFirst: 10, probePause: 60_000 },
    report: (error) => {
      throw error;
    },
    ...given,
  });
  return { shelf, store, disk };
};

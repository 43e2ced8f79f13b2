import type { Page } from 'playwright-core';
import type { Site } from '../../site/startSite.ts';

/** The addresses of the media that the site gave, in the order in which they were asked for. */
export const mediaAddresses = (site: Site): string[] =>
  site.log
    .filter(({ group, status }) => group === 'media' && status === 200)
    .map(({ host, path, query }) => `https://${host}${path}?${new URLSearchParams(query)}`);

interface Api {
  readonly downloads: {
    download(order: { url: string; filename: string }): Promise<number>;
    erase(query: Record<string, never>): Promise<unknown>;
    readonly onChanged: {
      addListener(hear: (delta: { id: number; state?: { current?: string } }) => void): void;
    };
  };
}

/**
 * The least that saving takes: each address by XMLHttpRequest into a Blob, saved by the browser, waited for, the Blob let
 * go; nothing else. Runs in a page of the extension, whose rules it shares. The browser's list of downloads is emptied
 * first, as it was for the run that it is compared with. Gives milliseconds.
 */
export const bareLoop = (page: Page, addresses: readonly string[], parallel: number): Promise<number> =>
  page.evaluate(
    async ({ addresses, parallel }) => {
      const { downloads } = (globalThis as unknown as { chrome: Api }).chrome;
      await downloads.erase({});
      const ended = new Set<number>();
      const waiting = new Map<number, () => void>();
      downloads.onChanged.addListener(({ id, state }) => {
        if (state?.current !== 'complete' && state?.current !== 'interrupted') return;
        ended.add(id);
        waiting.get(id)?.();
      });
      const load = (url: string): Promise<Blob> =>
        new Promise((resolve, reject) => {
          const xhr = new XMLHttpRequest();
          xhr.onload = () => resolve(xhr.response as Blob);
          xhr.onerror = () => reject(new Error(url));
          xhr.open('GET', url);
          xhr.responseType = 'blob';
          xhr.withCredentials = true;
          xhr.send();
        });
      const queue = addresses.map((url, at) => ({ url, filename: `bare/${at}.bin` }));
      const work = async (): Promise<void> => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const url = URL.createObjectURL(await load(next.url));
          const id = await downloads.download({ url, filename: next.filename });
          if (!ended.has(id)) await new Promise<void>((resolve) => waiting.set(id, resolve));
          waiting.delete(id);
          URL.revokeObjectURL(url);
        }
      };
      const start = performance.now();
      await Promise.all(Array.from({ length: parallel }, work));
      return performance.now() - start;
    },
    { addresses, parallel },
  );

import type { Site } from '../../site/startSite.ts';

/** The addresses of the media that the site gave, in the order in which they were asked for. */
export const mediaAddresses = (site: Site): string[] =>
  site.log
    .filter(({ group, status }) => group === 'media' && status === 200)
    .map(({ host, path, query }) => `https://${host}${path}?${new URLSearchParams(query)}`);

/** A page of the extension, whatever drives its browser. */
interface LoopPage {
  evaluate<A, R>(run: (argument: A) => R, argument: A): Promise<Awaited<R>>;
}

interface Api {
  readonly downloads: {
    download(order: { url: string; filename: string }): Promise<number>;
    erase(query: Record<string, never>): Promise<unknown>;
    readonly onChanged: {
      addListener(hear: (delta: { id: number; state?: { current?: string } }) => void): void;
      removeListener(hear: (delta: { id: number; state?: { current?: string } }) => void): void;
    };
  };
}

/**
 * The least that saving takes: each address by XMLHttpRequest into a Blob, saved by the browser, waited for, the Blob let
 * go; nothing else. Runs in a page of the extension, whose rules it shares. The browser's list of downloads is emptied
 * first, as it was for the run that it is compared with, unless `folder` says where a further run saves. Gives milliseconds.
 */
export const bareLoop = (
  page: LoopPage,
  addresses: readonly string[],
  parallel: number,
  folder?: string,
): Promise<number> =>
  page.evaluate(
    async ({ addresses, parallel, folder }) => {
      const { downloads } = (globalThis as unknown as { chrome: Api }).chrome;
      if (folder === undefined) await downloads.erase({});
      const ended = new Set<number>();
      const waiting = new Map<number, () => void>();
      const hear = ({ id, state }: { id: number; state?: { current?: string } }): void => {
        if (state?.current !== 'complete' && state?.current !== 'interrupted') return;
        ended.add(id);
        waiting.get(id)?.();
      };
      downloads.onChanged.addListener(hear);
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
      const queue = addresses.map((url, at) => ({ url, filename: `${folder ?? 'bare'}/${at}.bin` }));
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
      downloads.onChanged.removeListener(hear);
      return performance.now() - start;
    },
    { addresses, parallel, folder },
  );

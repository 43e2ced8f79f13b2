import type { CheckDisk } from './CheckDisk';
import { createCheckDisk } from './createCheckDisk';

/** A question to the worker: what of {@link CheckDisk}, and what it is given. */
export interface DiskQuestion {
  readonly id: number;
  readonly what: keyof CheckDisk;
  readonly given: readonly unknown[];
}

/** What it answers; `error` = the name and the words of what went wrong. */
export type DiskAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: readonly [string, string] };

/** The worker's own scope, which the types of a page lack. */
export interface DiskScope {
  onmessage: ((event: MessageEvent<DiskQuestion>) => void) | null;
  postMessage(answer: DiskAnswer): void;
}

/** Looks at the disk for a page and answers; runs in the worker that `createDiskWorker` starts. */
export const serveCheckDisk = (scope: DiskScope): void => {
  const disk = createCheckDisk();
  scope.onmessage = async ({ data: { id, what, given } }) => {
    try {
      const work = disk[what] as (...all: readonly unknown[]) => Promise<unknown>;
      scope.postMessage({ id, value: await work(...given) });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      scope.postMessage({ id, error: [name, message] });
    }
  };
};

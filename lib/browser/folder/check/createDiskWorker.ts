import type { CheckDisk } from './CheckDisk';
import type { DiskAnswer, DiskQuestion } from './serveCheckDisk';

/** A disk that is looked at elsewhere, and the end of that. */
export interface DiskWorker extends CheckDisk {
  /** Ends the worker; what is asked and not answered rejects. */
  end(): void;
}

/**
 * Has a worker look at the disk: every handle of a file is let go of in the browser's own process, and a hundred thousand at once
 * keep the context that had them for seconds (measured, Chromium 156). `start` starts a worker that runs `serveCheckDisk`.
 */
export const createDiskWorker = (start: () => Worker): DiskWorker => {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const worker = start();
  let asked = 0;

  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.onmessage = ({ data }: MessageEvent<DiskAnswer>) => {
    const question = waiting.get(data.id);
    waiting.delete(data.id);
    if ('value' in data) question?.resolve(data.value);
    // Errors of the file system are told apart by their names.
    else question?.reject(new DOMException(data.error[1], data.error[0]));
  };
  worker.onerror = ({ message }) => fail(new Error(message));

  const ask =
    <K extends keyof CheckDisk>(what: K) =>
    (...given: Parameters<CheckDisk[K]>): ReturnType<CheckDisk[K]> => {
      const answer = new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        worker.postMessage({ id: asked, what, given } satisfies DiskQuestion);
      });
      return answer as ReturnType<CheckDisk[K]>;
    };

  return {
    look: ask('look'),
    list: ask('list'),
    postsIn: ask('postsIn'),
    end: () => {
      worker.terminate();
      fail(new DOMException('ended', 'AbortError'));
    },
  };
};

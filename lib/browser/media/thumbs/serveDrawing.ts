import type { Drawing } from './createThumbDrawer';
import { drawThumb } from './drawThumb';
import type { ThumbSource } from './thumbSource';

/** The worker's own scope, which the types of a page lack. */
export interface WorkerScope {
  onmessage: ((event: MessageEvent<ThumbSource>) => void) | null;
  postMessage(answer: Drawing, transfer: readonly Transferable[]): void;
}

/** Draws what comes and answers; runs in the worker that `createThumbDrawer` starts. */
export const serveDrawing = (scope: WorkerScope): void => {
  scope.onmessage = async ({ data }) => {
    try {
      const value = await drawThumb(data);
      scope.postMessage({ ok: true, value }, [value.bytes.buffer]);
    } catch (error) {
      scope.postMessage({ ok: false, error: String(error) }, []);
    }
  };
};

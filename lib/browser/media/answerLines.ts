import { lineRequestSchema, lineSchema, type OffscreenRequest } from './offscreenProtocol';

/** Holds a lock until the function that is returned is called, or this document is gone. */
const holdLock = async (name: string): Promise<() => void> => {
  const held = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  void navigator.locks.request(name, () => {
    held.resolve();
    return over.promise;
  });
  await held.promise;
  return over.resolve;
};

/** Answers what comes over the line that the worker opened last (see openLine); runs in the offscreen document. */
export const answerLines = (answer: (request: OffscreenRequest) => Promise<unknown>): void => {
  // A port that nobody holds is closed; the one before was a dead worker's.
  let current: { readonly port: MessagePort; readonly free: () => void } | undefined;
  const take = async (port: MessagePort, lock: string): Promise<void> => {
    const free = await holdLock(lock);
    current?.port.close();
    current?.free();
    current = { port, free };
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      const { turn, request } = lineRequestSchema.parse(data);
      void answer(request).then(
        (given) => port.postMessage({ turn, answer: given }),
        (error: unknown) => port.postMessage({ turn, failed: String(error) }),
      );
    };
    port.postMessage({ turn: 0, answer: 'ready' });
  };
  const { serviceWorker } = navigator;
  // The extension's own worker alone can send here.
  serviceWorker.addEventListener('message', ({ data, ports: [port] }) => {
    const told = lineSchema.safeParse(data);
    if (told.success && port) void take(port, told.data.lock);
  });
  serviceWorker.startMessages();
};

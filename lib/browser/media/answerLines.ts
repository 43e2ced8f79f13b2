import { lineRequestSchema, lineSchema } from './offscreenProtocol';

/** Answers a request; undefined when it is none of its own. */
export type Answerer = (request: unknown) => Promise<unknown> | undefined;

/** All of them as one: the first that knows a request answers it. */
export const firstToAnswer =
  (answerers: readonly Answerer[]): Answerer =>
  (request) => {
    for (const answer of answerers) {
      const given = answer(request);
      if (given !== undefined) return given;
    }
    return undefined;
  };

const answerOf = async (answer: Answerer, request: unknown): Promise<unknown> => {
  const given = answer(request);
  if (given === undefined) throw new Error('nobody knows this request');
  return given;
};

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
export const answerLines = (answer: Answerer): void => {
  // A port that nobody holds is closed; the one before was a dead worker's.
  let current: { readonly port: MessagePort; readonly free: () => void } | undefined;
  const take = async (port: MessagePort, lock: string): Promise<void> => {
    const free = await holdLock(lock);
    current?.port.close();
    current?.free();
    current = { port, free };
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      const { turn, request } = lineRequestSchema.parse(data);
      void answerOf(answer, request).then(
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

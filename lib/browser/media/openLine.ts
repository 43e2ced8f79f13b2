import type { z } from 'zod';
import { lineAnswerSchema, type lineSchema } from './offscreenProtocol';

/** A way to the document that no other context shares. */
export interface Line {
  /** The document's answer; rejects when the document went away before it gave one. */
  ask(request: object): Promise<unknown>;
}

/** What a service worker knows of the pages of its extension; the types of pages have no word for it. */
interface Clients {
  matchAll(options: { readonly includeUncontrolled: boolean }): Promise<readonly LineClient[]>;
}
interface LineClient {
  readonly url: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
}
declare const clients: Clients | undefined;

const READY = 0;

/** A document that is just closing is still listed, and says nothing any more. */
const READY_MS = 1_000;

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/**
 * Opens a message port to the document at `address`, past the browser's own process: a message of the extension's API and
 * its answer cost 2 to 4 ms of it, one by a port 0.2 (Chromium 156). No browser tells that the other end of a port is gone;
 * a lock that the document holds becomes free. Undefined where the document is not there or does not answer. `onClose` is
 * called once, when the document is gone.
 */
export const openLine = async (address: string, onClose: () => void): Promise<Line | undefined> => {
  if (typeof clients === 'undefined') return undefined;
  const found = (await clients.matchAll({ includeUncontrolled: true })).find(({ url }) => url === address);
  if (!found) return undefined;
  const { port1: port, port2 } = new MessageChannel();
  const waiting = new Map<number, Waiting>();
  let turn = READY;
  let isClosed = false;
  const lock = `offscreen-line ${crypto.randomUUID()}`;

  const wait = (at: number): Promise<unknown> => new Promise((resolve, reject) => waiting.set(at, { resolve, reject }));
  const close = (): void => {
    isClosed = true;
    for (const { reject } of waiting.values()) reject(new Error('the document is gone'));
    waiting.clear();
    port.close();
    onClose();
  };

  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    const told = lineAnswerSchema.parse(data);
    const mine = waiting.get(told.turn);
    if (told.failed === undefined) mine?.resolve(told.answer);
    else mine?.reject(new Error(told.failed));
    waiting.delete(told.turn);
  };
  const ready = wait(READY).then(() => true);
  found.postMessage({ target: 'offscreen-line', lock } satisfies z.input<typeof lineSchema>, [port2]);
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), READY_MS));
  if (!(await Promise.race([ready, late]))) {
    port.close();
    return undefined;
  }
  void navigator.locks.request(lock, close);
  return {
    ask: (request) => {
      if (isClosed) return Promise.reject(new Error('the document is gone'));
      turn += 1;
      const answer = wait(turn);
      port.postMessage({ turn, request });
      return answer;
    },
  };
};

import browser, { type Runtime } from 'webextension-polyfill';
import { ok } from '@/lib/base/result';
import { type Answerer, answerLines, firstToAnswer } from '@/lib/browser/media/answerLines';
import type { LocalBlobs } from '@/lib/browser/media/createLocalBlobs';
import {
  type OffscreenRequest,
  offscreenRequestSchema,
  type ProgressMessage,
} from '@/lib/browser/media/offscreenProtocol';

const IDLE_MS = 60_000;
const LOOK_MS = 10_000;

/**
 * Closes this document after a minute in which `idle` was true at every look. A message that arrives in that very
 * moment is lost; `createOffscreenBlobs` opens a new document and asks again. Returns the function that stops looking.
 */
export const closeWhenIdle = (idle: () => boolean, close: () => void = () => window.close()): (() => void) => {
  let since = 0;
  const timer = setInterval(() => {
    since = idle() ? since + LOOK_MS : 0;
    if (since < IDLE_MS) return;
    clearInterval(timer);
    close();
  }, LOOK_MS);
  return () => clearInterval(timer);
};

// Often enough for a smooth bar, rare enough for four files at a time. A file that is there sooner sends none at all.
const PROGRESS_MS = 200;

/** Only the worker speaks to the document: content scripts share the extension's id, but they have a tab. */
const isWorker = (sender: Runtime.MessageSender): boolean =>
  sender.id === browser.runtime.id &&
  sender.tab === undefined &&
  (sender.url === undefined || sender.url.startsWith(browser.runtime.getURL('')));

const report = (message: ProgressMessage): void => {
  browser.runtime.sendMessage(message).catch(() => {
    // Nobody listens between two lives of the worker; the next report finds it again.
  });
};

const createReporter = (id: string): ((received: number, total: number) => void) => {
  let last = performance.now();
  return (received, total) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    report({ target: 'blobs', id, received, total });
  };
};

const answer = async (blobs: LocalBlobs, request: OffscreenRequest): Promise<unknown> => {
  switch (request.op) {
    case 'fetch': {
      const { expectBytes, thumbOf, ...order } = request.order;
      const whole = {
        ...order,
        ...(expectBytes === undefined ? {} : { expectBytes }),
        ...(thumbOf === undefined ? {} : { thumbOf }),
      };
      return blobs.fetch(whole, createReporter(order.id));
    }
    case 'probeSound':
      return blobs.probeSound?.(request.order) ?? ok('unclear');
    case 'make':
      return blobs.make(request.order);
    case 'fetchText':
      return blobs.fetchText(request.urls, request.kind);
    case 'abort':
      await blobs.abort(request.id);
      return blobs.staged();
    case 'release':
      await blobs.release(request.id);
      return blobs.staged();
    case 'staged':
      return blobs.staged();
  }
};

/**
 * Answers the worker's requests with these Blobs, and with `others` what is none of theirs; runs in the offscreen document.
 */
export const serveOffscreen = (blobs: LocalBlobs, others: readonly Answerer[] = []): void => {
  const own: Answerer = (message) => {
    const request = offscreenRequestSchema.safeParse(message);
    return request.success ? answer(blobs, request.data) : undefined;
  };
  const whoever = firstToAnswer([own, ...others]);
  answerLines(whoever);
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
    isWorker(sender) ? whoever(message) : undefined,
  );
};

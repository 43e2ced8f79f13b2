import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { within } from '../support/waitFor.ts';

type Answer = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly result?: Answer;
  readonly error?: { readonly message: string };
}

/** A page that is looked at only while it is asked something. */
export interface QuietPage {
  readonly targetId: string;
  evaluate<R>(run: () => R): Promise<Awaited<R>>;
  evaluate<A, R>(run: (argument: A) => R, argument: A): Promise<Awaited<R>>;
  close(): Promise<void>;
}

/** What a thread holds after its garbage was collected. Of workers listeners and nodes are not told. */
export interface ThreadUse {
  readonly heapMb: number;
  readonly listeners: number;
  readonly nodes: number;
}

export interface QuietBrowser {
  open(url: string): Promise<QuietPage>;
  /** Addresses of pages, documents and workers. */
  addresses(): Promise<readonly string[]>;
  /** Of the thread of the target whose address begins so; documents that share a process share it. */
  use(address: string): Promise<ThreadUse | undefined>;
  /** Keeps the worker at this address alive, as something to do would, until the browser ends. */
  keepAlive(address: string): Promise<void>;
  disconnect(): void;
}

const connect = async (address: string) => {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error(`no answer at ${address}`));
  });
  const waiting = new Map<number, (message: Message) => void>();
  let last = 0;
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id === undefined) return;
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  };
  const call = async (method: string, params: Answer = {}, sessionId?: string): Promise<Answer> => {
    last += 1;
    const id = last;
    const answer = new Promise<Message>((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    const { result = {}, error } = await within(method, answer, 120_000);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  return { call, disconnect: () => socket.close() };
};

const PASSES = 3;

/**
 * Drives a Chromium that runs, without what a test library switches on: watching the network makes Chromium keep each
 * reply that a page or worker received (up to 200 MB), which would be measured as growth.
 */
export const driveQuietly = async (profileDir: string): Promise<QuietBrowser> => {
  const [port, path] = readFileSync(join(profileDir, 'DevToolsActivePort'), 'utf8').trim().split('\n');
  const { call, disconnect } = await connect(`ws://127.0.0.1:${port}${path}`);

  const attached = async <T>(targetId: string, work: (sessionId: string) => Promise<T>): Promise<T> => {
    const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
    try {
      return await work(String(sessionId));
    } finally {
      await call('Target.detachFromTarget', { sessionId }).catch(
        () => undefined /* the target is gone, so is the session */,
      );
    }
  };
  const targets = async (): Promise<readonly { targetId: string; url: string }[]> =>
    // Without a filter documents without a page are left out; a tab is a target beside its page.
    (await call('Target.getTargets', { filter: [{ type: 'tab', exclude: true }, {}] })).targetInfos as {
      targetId: string;
      url: string;
    }[];

  const pageOf = (targetId: string): QuietPage => ({
    targetId,
    evaluate: (run: (argument: never) => unknown, argument?: unknown) =>
      attached(targetId, async (sessionId) => {
        const expression = `(${run})(${JSON.stringify(argument) ?? ''})`;
        const order = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
        const { result, exceptionDetails } = await call('Runtime.evaluate', order, sessionId);
        if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
        return (result as { value: never }).value;
      }),
    close: async () => void (await call('Target.closeTarget', { targetId })),
  });

  return {
    open: async (url) => pageOf(String((await call('Target.createTarget', { url })).targetId)),
    addresses: async () => (await targets()).map(({ url }) => url),
    use: async (address) => {
      const target = (await targets()).find(({ url }) => url.startsWith(address));
      return (
        target &&
        attached(target.targetId, async (sessionId) => {
          for (let pass = 0; pass < PASSES; pass += 1) await call('HeapProfiler.collectGarbage', {}, sessionId);
          const { usedSize } = await call('Runtime.getHeapUsage', {}, sessionId);
          // A worker has no such figures.
          await call('Performance.enable', {}, sessionId).catch(() => undefined);
          const { metrics = [] } = await call('Performance.getMetrics', {}, sessionId).catch((): Answer => ({}));
          const named = new Map((metrics as { name: string; value: number }[]).map(({ name, value }) => [name, value]));
          return {
            heapMb: Number(usedSize) / 1e6,
            listeners: named.get('JSEventListeners') ?? 0,
            nodes: named.get('Nodes') ?? 0,
          };
        })
      );
    },
    keepAlive: async (address) => {
      const worker = (await targets()).find(({ url }) => url.startsWith(address));
      if (!worker) throw new Error(`no worker at ${address}`);
      await call('Target.attachToTarget', { targetId: worker.targetId, flatten: true });
    },
    disconnect,
  };
};

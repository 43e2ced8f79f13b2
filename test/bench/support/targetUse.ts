import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a document or worker holds after its garbage was collected. Listeners and nodes are told of documents alone. */
export interface TargetUse {
  readonly heapMb: number;
  readonly listeners: number;
  readonly nodes: number;
}

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

type Call = (method: string) => Promise<Record<string, unknown>>;

const withTarget = async <T>(address: string, work: (call: Call) => Promise<T>): Promise<T> => {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error(`no answer at ${address}`));
  });
  const waiting = new Map<number, (result: Record<string, unknown>) => void>();
  socket.onmessage = ({ data }) => {
    const { id, result = {} } = JSON.parse(String(data)) as { id: number; result?: Record<string, unknown> };
    waiting.get(id)?.(result);
  };
  let last = 0;
  const call: Call = (method) => {
    last += 1;
    const id = last;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method }));
      // A worker may be stopped at any moment.
      setTimeout(() => resolve({}), 5_000);
    });
  };
  try {
    return await work(call);
  } finally {
    socket.close();
  }
};

const look = async (call: Call): Promise<TargetUse> => {
  await call('HeapProfiler.enable');
  await call('HeapProfiler.collectGarbage');
  const { usedSize = 0 } = await call('Runtime.getHeapUsage');
  await call('Performance.enable');
  const { metrics = [] } = await call('Performance.getMetrics');
  const named = new Map((metrics as { name: string; value: number }[]).map(({ name, value }) => [name, value]));
  return {
    heapMb: Number(usedSize) / 1e6,
    listeners: named.get('JSEventListeners') ?? 0,
    nodes: named.get('Nodes') ?? 0,
  };
};

/** The targets of a Chromium whose address holds `part`. */
const targetsOf = async (profileDir: string, part: string): Promise<readonly Target[]> => {
  const [port] = readFileSync(join(profileDir, 'DevToolsActivePort'), 'utf8').split('\n');
  const reply = await fetch(`http://127.0.0.1:${port}/json/list`);
  return ((await reply.json()) as Target[]).filter(({ url }) => url.includes(part));
};

/** Looks into the first target whose address holds `part`; undefined where there is none just now. */
export const targetUse = async (profileDir: string, part: string): Promise<TargetUse | undefined> => {
  const [target] = await targetsOf(profileDir, part);
  return target && withTarget(target.webSocketDebuggerUrl, look);
};

/** Has the garbage of all targets collected whose address holds `part`. */
export const collectGarbage = async (profileDir: string, part: string): Promise<void> => {
  const targets = await targetsOf(profileDir, part);
  await Promise.all(
    targets.map(({ webSocketDebuggerUrl }) =>
      // One that just ended has none.
      withTarget(webSocketDebuggerUrl, (call) => call('HeapProfiler.collectGarbage')).catch(() => undefined),
    ),
  );
};

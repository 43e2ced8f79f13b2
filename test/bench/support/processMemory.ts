import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** MB that a process has for itself, shared pages by their share. */
export interface MemoryUse {
  readonly extension: number;
  readonly browser: number;
  /** The processes that show pages of the web. */
  readonly pages: number;
}

const read = (pid: string, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    // It ended since the folder was read.
    return '';
  }
};

const parentOf = (pid: string): number => Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0);

/** All that is in memory, or what is no part of a file: of the browser's program each browser of the machine bears a share, so that this changes when others come and go. */
export type MemoryKind = 'all' | 'own';

const lines: Readonly<Record<MemoryKind, RegExp>> = { all: /^Pss:\s+(\d+)/gm, own: /^Pss_(?:Anon|Shmem):\s+(\d+)/gm };

const mbOf = (pid: string, kind: MemoryKind = 'all'): number =>
  [...read(pid, 'smaps_rollup').matchAll(lines[kind])].reduce((sum, [, kb]) => sum + Number(kb), 0) / 1024;

/** Processes below `root`, the zygote's children among them. */
const below = (root: number): string[] => {
  const parents = new Map(
    readdirSync('/proc').flatMap((pid) => (/^\d+$/.test(pid) ? [[Number(pid), parentOf(pid)]] : [])),
  );
  const isBelow = (pid: number): boolean => pid === root || (pid > 1 && isBelow(parents.get(pid) ?? 0));
  return [...parents.keys()].filter((pid) => pid !== root && isBelow(pid)).map(String);
};

const sumOf = (pids: readonly string[], kind?: MemoryKind): number =>
  pids.reduce((sum, pid) => sum + mbOf(pid, kind), 0);

/** What the extension's processes, those of pages and the browser's own one hold just now. Linux only. */
export const memoryUse = (browserPid: number, kind?: MemoryKind): MemoryUse => {
  const all = below(browserPid).map((pid) => [pid, read(pid, 'cmdline')] as const);
  const renderers = all.filter(([, line]) => line.includes('--type=renderer'));
  const ours = renderers.filter(([, line]) => line.includes('--extension-process')).map(([pid]) => pid);
  const pages = renderers.map(([pid]) => pid).filter((pid) => !ours.includes(pid));
  return { extension: sumOf(ours, kind), browser: mbOf(String(browserPid), kind), pages: sumOf(pages, kind) };
};

/** Looks again and again until stopped; gives the most that was seen of each. */
export const watchMemory = (browserPid: number, every = 250): { stop(): Promise<MemoryUse> } => {
  let over = false;
  const watch = async (): Promise<MemoryUse> => {
    let most: MemoryUse = { extension: 0, browser: 0, pages: 0 };
    while (!over) {
      const now = memoryUse(browserPid);
      most = {
        extension: Math.max(most.extension, now.extension),
        browser: Math.max(most.browser, now.browser),
        pages: Math.max(most.pages, now.pages),
      };
      await wait(every);
    }
    return most;
  };
  const most = watch();
  return {
    stop: () => {
      over = true;
      return most;
    },
  };
};

/** What a browser holds with all its processes. Linux only. */
export const treeUse = (browserPid: number): number => sumOf([String(browserPid), ...below(browserPid)]);

/** As {@link watchMemory}, of all processes together. */
export const watchTree = (browserPid: number, every = 250): { stop(): Promise<number> } => {
  let over = false;
  const watch = async (): Promise<number> => {
    let most = 0;
    for (; !over; await wait(every)) most = Math.max(most, treeUse(browserPid));
    return most;
  };
  const most = watch();
  return {
    stop: () => {
      over = true;
      return most;
    },
  };
};

import { spawn } from 'node:child_process';

/** How a command ended. */
export interface Ended {
  readonly code: number;
  readonly seconds: number;
}

/** Runs a tool of node_modules/.bin (npm put it on PATH) and passes its output through. */
export const run = (command: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> => {
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code: code ?? 1, seconds: Math.round((Date.now() - started) / 1000) }));
  });
};

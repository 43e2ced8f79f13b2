import type { ChromiumRun } from '../browsers/launchChromium.ts';
import { within } from './waitFor.ts';

interface Messages {
  readonly chrome: { readonly runtime: { sendMessage(message: unknown): Promise<unknown> } };
}

/**
 * Ids of the bytes that the offscreen document holds, as it tells the worker; empty when there is no document. The worker
 * must be awake: send it a message first.
 */
export const stagedIds = async (run: ChromiumRun): Promise<unknown> => {
  const worker = run.context.serviceWorkers().at(-1);
  if (!worker) throw new Error('no worker is awake');
  const ask = async (): Promise<unknown> => {
    const { runtime } = (globalThis as unknown as Messages).chrome;
    return runtime.sendMessage({ target: 'offscreen', op: 'staged' }).catch(() => []);
  };
  return (await within('the list of staged bytes', worker.evaluate(ask))) ?? [];
};

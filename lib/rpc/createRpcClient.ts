import { failure } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import type { CommandInput, CommandName, CommandOutput } from './protocol';

/** Sends a message to the worker and hands back what it answered. */
export type Send = (message: unknown) => Promise<unknown>;

/** Calls a command of the worker by name. */
export type Call = <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<Result<CommandOutput<N>>>;

// The worker may be starting when the first message arrives; it then answers nothing or the port closes.
const COLD_START_PAUSE_MS = 150;

const isReply = (reply: unknown): reply is Result<never> =>
  typeof reply === 'object' && reply !== null && 'ok' in reply && ('value' in reply || 'error' in reply);

/** Chrome and Firefox word it differently; both mean that the extension was updated or switched off under us. */
const contextIsGone = (error: unknown): boolean =>
  error instanceof Error &&
  /context invalidated|extension context|Receiving end does not exist.*invalid/i.test(error.message);

/**
 * Makes the typed caller. A lost answer is asked for once more; then the failure is `bug` with detail `no-answer`, or
 * `context-gone` when the page outlived the extension and has to be reloaded.
 * Imports no zod: it is part of the content script's bundle.
 */
export const createClient = (send: Send): Call => {
  const attempt = async (message: unknown): Promise<unknown> => {
    try {
      return await send(message);
    } catch (error) {
      return contextIsGone(error) ? err(failure('bug', 'context-gone')) : undefined;
    }
  };
  return async (name, input) => {
    const message = { type: 'command', name, input };
    let reply = await attempt(message);
    if (!isReply(reply)) {
      await new Promise((resolve) => setTimeout(resolve, COLD_START_PAUSE_MS));
      reply = await attempt(message);
    }
    return isReply(reply) ? reply : err(failure('bug', 'no-answer'));
  };
};

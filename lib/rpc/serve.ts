import type { z } from 'zod';
import { failure, TokError } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import { type CommandName, type CommandOutput, type Protocol, protocol, type Sender } from './protocol';

/** Who sent a message, as the browser vouches for it. */
export interface MessageSource {
  readonly sender: Sender;
  /** The tab of a content script. */
  readonly tabId?: number;
}

/** One function per row of the message table. */
export type Handlers = {
  readonly [N in CommandName]: (
    input: z.output<Protocol[N]['input']>,
    from: MessageSource,
  ) => Promise<Result<CommandOutput<N>>>;
};

/** A message to the worker, as it travels. */
export interface CommandMessage {
  readonly type: 'command';
  readonly name: string;
  readonly input: unknown;
}

/** Tells our own messages from those of other listeners (the offscreen document's among them). */
export const isCommandMessage = (message: unknown): message is CommandMessage =>
  typeof message === 'object' &&
  message !== null &&
  'type' in message &&
  message.type === 'command' &&
  'name' in message &&
  typeof message.name === 'string';

const isCommandName = (name: string): name is CommandName => Object.hasOwn(protocol, name);

const run = async <N extends CommandName>(
  name: N,
  message: CommandMessage,
  from: MessageSource,
  handlers: Handlers,
): Promise<Result<CommandOutput<N>>> => {
  const row = protocol[name];
  const allowed: readonly Sender[] = row.allow;
  if (!allowed.includes(from.sender)) return err(failure('input', `${name} is not for ${from.sender}`));
  const input = row.input.safeParse(message.input);
  if (!input.success) return err(failure('input', `${name}: ${input.error.issues[0]?.message ?? 'malformed'}`));
  const handler = handlers[name] as (input: unknown, from: MessageSource) => Promise<Result<CommandOutput<N>>>;
  return handler(input.data, from);
};

/**
 * Answers messages by the table: checks the name, who may send it, and the input; a handler that throws becomes a
 * failure of code `bug`, so that nothing is ever left without an answer.
 */
export const serve =
  (handlers: Handlers) =>
  async (message: CommandMessage, from: MessageSource): Promise<Result<unknown>> => {
    if (!isCommandName(message.name)) return err(failure('input', `unknown command ${message.name.slice(0, 40)}`));
    try {
      return await run(message.name, message, from, handlers);
    } catch (error) {
      if (error instanceof TokError) return err(error.failure);
      return err(failure('bug', error instanceof Error ? error.message : String(error)));
    }
  };

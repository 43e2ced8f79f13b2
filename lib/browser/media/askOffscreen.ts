import browser from 'webextension-polyfill';
import type { z } from 'zod';
import { ensureOffscreen, forgetOffscreen } from './offscreenDocument';

// A document that is just opening or closing takes no messages; the browser's error texts are not stable, so every
// refusal to deliver is met with another look and another try.
const PAUSES_MS = [0, 50, 200, 800];

const byMessage = (request: object): Promise<unknown> => browser.runtime.sendMessage(request);

/**
 * Asks the offscreen document, opening it first, and gives its answer as `schema` reads it. Rejects when the document was
 * lost four times in a row, or its answer cannot be read.
 */
export const askOffscreen = async <Message extends object, T extends z.ZodType>(
  request: Message,
  schema: T,
  send: (request: Message) => Promise<unknown> = byMessage,
): Promise<z.output<T>> => {
  let problem: unknown;
  for (const pause of PAUSES_MS) {
    if (pause > 0) {
      forgetOffscreen();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    try {
      await ensureOffscreen();
      const answer = await send(request);
      if (answer !== undefined) return schema.parse(answer);
      problem = new Error('the offscreen document did not answer');
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
};

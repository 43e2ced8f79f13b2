import browser from 'webextension-polyfill';
import type { z } from 'zod';
import { ensureOffscreen, forgetOffscreen } from './offscreenDocument';

const PAUSES_MS = [0, 50, 200, 800];

/**
 * Sends the offscreen document a message, opening it first, and checks the answer: one that is just opening or closing takes no
 * messages, so that it is asked again after a pause. Rejects when it never answers.
 */
export const askOffscreen = async <T extends z.ZodType>(request: object, schema: T): Promise<z.output<T>> => {
  let problem: unknown;
  for (const pause of PAUSES_MS) {
    if (pause > 0) {
      forgetOffscreen();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    try {
      await ensureOffscreen();
      const answer: unknown = await browser.runtime.sendMessage(request);
      if (answer !== undefined) return schema.parse(answer);
      problem = new Error('the offscreen document did not answer');
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
};

import type { OwnPage } from './OwnPage.ts';
import { within } from './waitFor.ts';

interface Messages {
  readonly chrome: { readonly runtime: { sendMessage(message: unknown): Promise<unknown> } };
}

/** runtime.sendMessage from a page of the extension; wakes the background. Firefox knows `chrome`, too. */
export const sendMessage = (page: OwnPage, message: unknown): Promise<unknown> =>
  within(
    'message to the background',
    page.evaluate(
      (text) => (globalThis as unknown as Messages).chrome.runtime.sendMessage(JSON.parse(text)),
      JSON.stringify(message),
    ),
  );

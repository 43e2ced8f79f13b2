import type { Locator, Page } from 'playwright-core';
import { waitFor } from './waitFor.ts';

/** How our button stands, read as a person meets it. */
export interface ButtonSeen {
  /** queued, saving, saved, failed; empty before the first click. */
  readonly state: string;
  /** What screen readers say. */
  readonly name: string;
}

/** Our button of the post that fills the page: in the bar of actions, inside an open shadow root. */
export const saveButton = (page: Page): Locator => page.locator('tokshelf-button:not(.thumbnail) button').first();

export const readButton = async (button: Locator): Promise<ButtonSeen> => {
  const state = (await button.getAttribute('class')) ?? '';
  return { state: state.split(' ')[0] ?? '', name: (await button.getAttribute('aria-label')) ?? '' };
};

/** Waits until the button is in a state and gives what it says then. */
export const untilButton = (button: Locator, state: string, timeout = 30_000): Promise<ButtonSeen> => {
  let last: ButtonSeen | undefined;
  return waitFor(
    `the button to be ${state}`,
    async () => {
      last = await readButton(button);
      if (last.state !== state) throw new Error(JSON.stringify(last));
      return last;
    },
    { timeout, every: 50 },
  );
};

/** The words of the tooltip beside a button, its lines joined by a blank; empty while none is shown. */
export const tooltipText = (page: Page): Promise<string> =>
  page
    .locator('tokshelf-tooltip .tooltip:popover-open')
    .locator('p')
    .allInnerTexts()
    .then((lines) => lines.join(' '));

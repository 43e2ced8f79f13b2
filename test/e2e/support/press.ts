import type { Locator } from 'playwright-core';

/**
 * Clicks in a page whose tab is in the background, as a popup opened as a page is. Chromium draws such a page once a
 * second, and Playwright's own look whether a button moves takes two drawings (Chromium 156).
 */
export const press = async (button: Locator): Promise<void> => {
  await button.and(button.page().locator(':enabled')).waitFor();
  await button.click({ force: true });
};

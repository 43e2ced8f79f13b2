import type { Page } from 'playwright-core';
import { demo } from '../../site/world/users.ts';
import { withoutPauses } from './command.ts';
import type { ChromiumRun } from './launchChromium.ts';
import { words } from './words.ts';

/** Opens the popup on the demo profile and presses the button; gives the popup. */
export const saveAllPosts = async (run: ChromiumRun): Promise<Page> => {
  const tab = await run.context.newPage();
  await tab.goto(`https://www.tiktok.com/@${demo.uniqueId}`);
  const popup = await run.openPopup(tab);
  await withoutPauses(run, popup);
  await popup.getByRole('button', { name: words('popup_save_all_posts') }).click();
  return popup;
};

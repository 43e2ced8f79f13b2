import type { Page } from 'playwright-core';
import { demo } from '../../site/world/users.ts';
import type { ChromiumRun } from '../browsers/launchChromium.ts';
import { withoutPauses } from './command.ts';
import { press } from './press.ts';
import { words } from './words.ts';

/** Opens the popup on a demo profile and presses the button; gives the popup. */
export const saveAllPosts = async (run: ChromiumRun, user = demo, settings: object = {}): Promise<Page> => {
  const tab = await run.context.newPage();
  await tab.goto(`https://www.tiktok.com/@${user.uniqueId}`);
  const popup = await run.openPopup(tab);
  await withoutPauses(run, popup, settings);
  await press(popup.getByRole('button', { name: words('popup_save_posts') }));
  return popup;
};

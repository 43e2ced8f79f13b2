import type { Page } from 'playwright-core';
import { debuggerOf } from '../support/insideOf.ts';

/** Drops a folder of the disk on what a selector finds, as a person would from the file manager. */
export const dropFolder = async (page: Page, selector: string, folder: string): Promise<void> => {
  const target = page.locator(selector);
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error(`${selector} is not to be seen`);
  const cdp = await debuggerOf(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, x: box.x + box.width / 2, y: box.y + 10, data });
};

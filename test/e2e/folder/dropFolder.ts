import type { Page } from 'playwright-core';
import { debuggerOf } from '../support/insideOf.ts';

/** Drops folders, or files, of the disk on the first that a selector finds, as a person would from the file manager. */
export const dropFolder = async (page: Page, selector: string, ...folders: string[]): Promise<void> => {
  const target = page.locator(selector).first();
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error(`${selector} is not to be seen`);
  const cdp = await debuggerOf(page);
  const data = { items: [], files: folders, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, x: box.x + box.width / 2, y: box.y + 10, data });
};

import type { Page } from 'playwright-core';
import { debuggerOf, type Inside, insideOf, partOf } from '../insideOf.ts';
import { waitFor } from '../waitFor.ts';

const BAR = 'tokshelf-bar';

/** The words of the bar: of a choice, or of what became of it; empty while there is no bar. */
export const barText = async (page: Page): Promise<string> => {
  const count = partOf(await insideOf(page, BAR), ({ attributes }) => attributes.class?.startsWith('count') === true);
  return count?.text || count?.attributes['data-text'] || '';
};

export const untilBar = (page: Page, text: string, timeout = 60_000): Promise<true> =>
  waitFor(
    `the bar to say ${text}`,
    async () => {
      const said = await barText(page);
      if (said !== text) throw new Error(said);
      return true as const;
    },
    { timeout, every: 100 },
  );

/** Clicks a button of the bar as a person does, by its class; throws where it cannot be pressed. */
export const pressBar = async (page: Page, name: 'all' | 'none' | 'save' | 'library' | 'close'): Promise<void> => {
  const is = ({ attributes }: Inside): boolean => attributes.class === name && !('hidden' in attributes);
  const button = partOf(await insideOf(page, BAR), is);
  if (!button || button.attributes['aria-disabled'] === 'true') throw new Error(`no ${name} to press`);
  const { model } = await (await debuggerOf(page)).send('DOM.getBoxModel', { backendNodeId: button.backendNodeId });
  const [left = 0, top = 0] = model.content;
  await page.mouse.click(left + model.width / 2 - 8, top + model.height / 2 - 8);
};

/** The inside of an element of ours as HTML, for what looks at documents and not into closed roots. */
export const htmlOf = async (
  page: Page,
  selector: string,
  part: (inside: Inside) => boolean,
  index = 0,
): Promise<string> => {
  const found = partOf(await insideOf(page, selector, index), part);
  if (!found) throw new Error(`nothing such in ${selector}`);
  const { outerHTML } = await (await debuggerOf(page)).send('DOM.getOuterHTML', { backendNodeId: found.backendNodeId });
  return outerHTML;
};

import type { Page } from 'playwright-core';
import { debuggerOf, type Inside, insideOf, partOf } from './insideOf.ts';
import { waitFor } from './waitFor.ts';

/** How our button stands, read as a person meets it. */
export interface ButtonSeen {
  /** queued, saving, saved, failed; empty before the first click. */
  readonly state: string;
  /** What screen readers say. */
  readonly name: string;
}

/** Our button of a post, as far as tests use it. */
export interface SaveButton {
  click(): Promise<void>;
  hover(): Promise<void>;
  /** Waits until it stands in the page. */
  waitFor(): Promise<void>;
  getAttribute(name: string, options?: { readonly timeout?: number }): Promise<string | undefined>;
}

const SELECTOR = 'tokshelf-button:not(.thumbnail)';

const isControl = ({ tag }: Inside): boolean => tag === 'button';

/** Our button of the post that fills the page: in the bar of actions. What is inside it only the debugger sees. */
export const saveButton = (page: Page, selector = SELECTOR): SaveButton => {
  const host = page.locator(selector).first();
  return {
    click: () => host.click(),
    hover: () => host.hover(),
    waitFor: () => host.waitFor(),
    getAttribute: async (name, options) => {
      await host.waitFor({ state: 'attached', ...options });
      const control = partOf(await insideOf(page, selector), isControl);
      if (!control) throw new Error('an element without a button');
      return control.attributes[name];
    },
  };
};

/** Puts the keyboard's focus on the button inside the element of ours that stands at an index. */
export const focusButton = async (page: Page, selector: string, index: number): Promise<void> => {
  const control = partOf(await insideOf(page, selector, index), isControl);
  if (!control) throw new Error(`no button ${index}`);
  await (await debuggerOf(page)).send('DOM.focus', { backendNodeId: control.backendNodeId });
};

export const readButton = async (button: SaveButton): Promise<ButtonSeen> => {
  const state = (await button.getAttribute('class')) ?? '';
  return { state: state.split(' ')[0] ?? '', name: (await button.getAttribute('aria-label')) ?? '' };
};

/** Waits until the button is in a state and gives what it says then. */
export const untilButton = (button: SaveButton, state: string, timeout = 30_000): Promise<ButtonSeen> => {
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

const isTooltip = ({ attributes }: Inside): boolean => attributes.class === 'tooltip';

/** The words of the tooltip beside a button, its lines joined by a blank; empty while none can be seen. */
export const tooltipText = async (page: Page): Promise<string> => {
  const tooltip = partOf(await insideOf(page, 'tokshelf-tooltip'), isTooltip);
  if (!tooltip || 'hidden' in tooltip.attributes) return '';
  const { backendNodeId } = tooltip;
  const box = await (await debuggerOf(page)).send('DOM.getBoxModel', { backendNodeId }).catch(() => undefined);
  if (!box || box.model.width === 0) return '';
  return tooltip.parts.flatMap(({ tag, text }) => (tag === 'p' ? [text] : [])).join(' ');
};

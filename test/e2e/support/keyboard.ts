import type { Page } from 'playwright-core';

/** Where the keyboard is: the focused element's name as people read it, and whether its focus can be seen. */
export interface Focus {
  readonly name: string;
  readonly tag: string;
  readonly visible: boolean;
}

const readFocus = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { name: '', tag: '', visible: false };
    const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
    const name = element.getAttribute('aria-label') ?? label?.innerText ?? element.innerText;
    // Chips hide their input; the face beside it wears the ring.
    const shown = element.matches('.chip input') ? element.nextElementSibling : element;
    const style = shown ? getComputedStyle(shown) : undefined;
    const ring = style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
    return {
      name: name.replace(/\s+/g, ' ').trim(),
      tag: element.localName,
      visible: element.matches(':focus-visible') && Boolean(ring || (style && style.boxShadow !== 'none')),
    };
  });

/**
 * Presses Tab (or Shift+Tab) until the focus is on the element of that name.
 *
 * @returns what was passed on the way, the one sought last; throws with it after 60 presses
 */
export const tabTo = async (page: Page, name: RegExp, { back = false } = {}): Promise<readonly Focus[]> => {
  const passed: Focus[] = [];
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    const focus = await readFocus(page);
    passed.push(focus);
    if (name.test(focus.name)) return passed;
  }
  throw new Error(`no ${name} on the way: ${passed.map((focus) => `${focus.tag} ${focus.name}`).join(' | ')}`);
};

import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { useMessages } from '@/lib/ui/format/i18n';
import english from '@/public/_locales/en/messages.json';
import { catalogMessages } from '../../fakes/catalogMessages';

/** A drawn view, and hands to use it with. */
export interface Drawn {
  readonly root: HTMLElement;
  /** The one element that the selector finds. */
  one<T extends HTMLElement = HTMLElement>(selector: string): T;
  /** The button with these words or this label. */
  button(name: string): HTMLElement;
  press(element: HTMLElement): Promise<void>;
  type(field: HTMLElement, text: string): Promise<void>;
  redraw(view: ComponentChild): Promise<void>;
}

const nameOf = (element: Element): string =>
  (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Draws a view into a fresh page, with the English words. */
export const draw = async (view: ComponentChild): Promise<Drawn> => {
  useMessages(catalogMessages(english));
  document.body.replaceChildren();
  const root = document.createElement('div');
  document.body.append(root);
  const redraw = (next: ComponentChild): Promise<void> => act(async () => render(next, root));
  await redraw(view);
  const one = <T extends HTMLElement>(selector: string): T => {
    const found = root.querySelectorAll<T>(selector);
    const [first] = found;
    if (!first || found.length > 1) throw new Error(`${found.length} × ${selector} in ${root.innerHTML}`);
    return first;
  };
  return {
    root,
    one,
    redraw,
    button: (name) => {
      const found = [...root.querySelectorAll<HTMLElement>('button')].find((button) => nameOf(button) === name);
      if (!found)
        throw new Error(`no button ${name} among ${[...root.querySelectorAll('button')].map(nameOf).join(' | ')}`);
      return found;
    },
    press: (element) => act(async () => element.click()),
    type: (field, text) =>
      act(async () => {
        if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }),
  };
};

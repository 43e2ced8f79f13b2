// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { isPlainlyShown } from '@/lib/page/isPlainlyShown';

let host: HTMLElement;
let top: Element;
const lay = (width: number, height: number, own = { width, height }): void => {
  host.getBoundingClientRect = () => new DOMRect(0, 0, width, height);
  Object.defineProperty(host, 'offsetWidth', { value: own.width, configurable: true });
  Object.defineProperty(host, 'offsetHeight', { value: own.height, configurable: true });
};
beforeEach(() => {
  document.body.innerHTML = '<main><tokshelf-button></tokshelf-button></main><div></div>';
  const found = document.querySelector<HTMLElement>('tokshelf-button');
  if (!found) throw new Error('no host');
  host = found;
  top = host;
  document.elementFromPoint = () => top;
  lay(48, 70);
});
const press = (detail = 1): boolean =>
  isPlainlyShown(host, new MouseEvent('click', { detail, clientX: 5, clientY: 5 }));

test('a press on a button as it stands counts, by the pointer and by the keyboard', () => {
  expect(press()).toBe(true);
  top = document.body;
  expect(press(0)).toBe(true);
});

test.each<[string, () => void]>([
  ['spread over the window', () => lay(1280, 800)],
  ['blown up', () => lay(150, 120, { width: 48, height: 40 })],
  ['of no size', () => lay(0, 0)],
  ['transparent', () => host.style.setProperty('opacity', '0.01')],
  ['in a transparent part', () => host.parentElement?.style.setProperty('opacity', '0')],
  ['hidden', () => host.style.setProperty('visibility', 'hidden')],
  [
    'below something else',
    () => {
      top = document.body;
    },
  ],
])('a press on one that is %s does not', (_, change) => {
  change();
  expect(press()).toBe(false);
});

// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { isPlainlyShown } from '@/lib/page/sight/isPlainlyShown';

let host: HTMLElement;
let top: Element;
const lay = (width: number, height: number, own = { width, height }): void => {
  host.getBoundingClientRect = () => new DOMRect(0, 0, width, height);
  Object.defineProperty(host, 'offsetWidth', { value: own.width, configurable: true });
  Object.defineProperty(host, 'offsetHeight', { value: own.height, configurable: true });
};
beforeEach(() => {
  document.body.removeAttribute('style');
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
  ['shrunk', () => lay(20, 30, { width: 48, height: 70 })],
  ['a speck', () => lay(6, 6)],
  ['blurred away', () => host.parentElement?.style.setProperty('filter', 'blur(90px)')],
  ['filtered away', () => host.parentElement?.style.setProperty('filter', 'drop-shadow(0 0 1px red) opacity(0)')],
  ['masked', () => host.parentElement?.style.setProperty('mask-image', 'linear-gradient(transparent, transparent)')],
  ['blended with what is below', () => document.body.style.setProperty('mix-blend-mode', 'darken')],
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

test('a shadow or less colour hides nothing', () => {
  host.parentElement?.style.setProperty('filter', 'drop-shadow(rgba(0, 0, 0, 0.5) 0px 1px 2px) grayscale(1)');
  expect(press()).toBe(true);
});

test('a press on a sliver that is left of it does not count', () => {
  document.elementFromPoint = (x) => (x < 12 ? host : document.body);
  expect(press()).toBe(false);
  document.elementFromPoint = (x) => (x < 30 ? host : document.body);
  expect(press()).toBe(true);
});

/** A layer over the button that lets presses through, as the browser's own look for what is on top sees it. */
const veil = (style: string): HTMLElement => {
  const layer = document.querySelector('div') ?? expect.unreachable();
  layer.style.cssText = `pointer-events:none;${style}`;
  layer.getBoundingClientRect = () => new DOMRect(0, 0, 1000, 1000);
  document.elementFromPoint = () => (layer.style.pointerEvents === 'none' ? host : layer);
  return layer;
};

test.each([
  ['of a colour', 'background-color:rgb(255, 255, 255)'],
  ['that is nearly dense', 'background-color:rgba(255, 255, 255, 0.9)'],
  ['with a picture', 'background-image:url("https://www.tiktok.com/x.png")'],
  ['of a gradient', 'background-image:linear-gradient(rgb(1, 2, 3), rgb(1, 2, 3))'],
])('a press through a layer %s does not count, and the layer is as it was', (_, style) => {
  const layer = veil(style);
  const before = layer.getAttribute('style');
  expect(press()).toBe(false);
  expect(layer.getAttribute('style')).toBe(before);
});

test.each([
  ['a layer that draws nothing', ''],
  ['a shade', 'background-image:linear-gradient(rgba(0, 0, 0, 0), rgba(0, 0, 0, 0.5))'],
  ['a layer that is see-through', 'background-color:rgb(0, 0, 0);opacity:0.1'],
])('a press through %s counts', (_, style) => {
  veil(style);
  expect(press()).toBe(true);
});

test('a layer below the button hides nothing', () => {
  veil('background-color:rgb(255, 255, 255)');
  document.elementFromPoint = () => host;
  expect(press()).toBe(true);
});

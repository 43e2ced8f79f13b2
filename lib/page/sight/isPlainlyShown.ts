import { isVeiled } from './isVeiled';

/** How large an element of ours is at most. */
export interface MostSize {
  readonly width: number;
  readonly height: number;
}

/** No button of ours is larger, in any language, and none smaller. */
const MIN_SIDE = 20;
const BUTTON_SIZE: MostSize = { width: 400, height: 140 };
/** Sites fade and grow their cards a little; a trap is transparent, or many times larger or smaller. */
const LEAST_OPACITY = 0.5;
const MOST_GROWTH = 1.5;
const LEAST_GROWTH = 0.5;
/** Where an element must be on top, in parts of its box, and at how many of these places that lie in the window. */
const PLACES = [0.2, 0.5, 0.8] as const;
const LEAST_ON_TOP = 0.5;

/** Filters that leave what they are laid on to be seen. */
const HARMLESS = /^(?:\s*(?:drop-shadow|saturate|grayscale|sepia|hue-rotate)\((?:[^()]|\([^()]*\))*\))*\s*$/;

const isHidingBy = ({ filter, maskImage, mixBlendMode }: CSSStyleDeclaration): boolean =>
  (Boolean(filter) && filter !== 'none' && !HARMLESS.test(filter)) ||
  (Boolean(maskImage) && maskImage !== 'none') ||
  (Boolean(mixBlendMode) && mixBlendMode !== 'normal');

/** What elements let through, as far as one look has asked: the cards of a grid stand in the same twenty others. */
export type Opacities = Map<Element, number>;

/** How much of an element its own style and those around it let through, 0 to 1; 0 as well where they hide it by other means. */
const opacityOf = (host: Element, view: Window, known: Opacities): number => {
  const unknown: Element[] = [];
  let up: Element | null = host;
  for (; up && !known.has(up); up = up.parentElement) unknown.push(up);
  let opacity = (up && known.get(up)) ?? 1;
  for (const element of unknown.reverse()) {
    const style = view.getComputedStyle(element);
    opacity *= isHidingBy(style) ? 0 : Number(style.opacity === '' ? 1 : style.opacity);
    known.set(element, opacity);
  }
  return opacity;
};

/** Of its own size and visible. */
const isPlain = (host: Element, view: Window, known: Opacities, most: MostSize): boolean => {
  if (!(host instanceof HTMLElement)) return false;
  const { width, height } = host.getBoundingClientRect();
  if (width < MIN_SIDE || height < MIN_SIDE || width > most.width || height > most.height) return false;
  const { offsetWidth, offsetHeight } = host;
  if (width > offsetWidth * MOST_GROWTH || height > offsetHeight * MOST_GROWTH) return false;
  if (width < offsetWidth * LEAST_GROWTH || height < offsetHeight * LEAST_GROWTH) return false;
  return view.getComputedStyle(host).visibility !== 'hidden' && opacityOf(host, view, known) >= LEAST_OPACITY;
};

/** Whether most of an element is on top: a page may leave a sliver of it, for the person to press what lies around. */
const isMostlyOnTop = (host: Element, view: Window): boolean => {
  const { left, top, width, height } = host.getBoundingClientRect();
  const places = PLACES.flatMap((across) =>
    PLACES.map((down) => [left + width * across, top + height * down] as const),
  );
  const inWindow = places.filter(([x, y]) => x >= 0 && y >= 0 && x < view.innerWidth && y < view.innerHeight);
  const onTop = inWindow.filter(([x, y]) => host.ownerDocument.elementFromPoint(x, y) === host);
  return onTop.length > 0 && onTop.length >= inWindow.length * LEAST_ON_TOP;
};

/**
 * Whether a press met an element of ours as the person sees it: of its own size, visible, and on top where it was pressed.
 * A page can lay an invisible copy over its window, or a picture over a button, and turn presses that are meant for something
 * else into saves.
 *
 * @param most for elements of ours that are no single button
 */
export const isPlainlyShown = (host: Element, event: MouseEvent, most = BUTTON_SIZE): boolean => {
  const doc = host.ownerDocument;
  const view = doc.defaultView;
  if (!view || !isPlain(host, view, new Map(), most)) return false;
  // A press by the keyboard has no place.
  if (event.detail === 0) return true;
  const { clientX, clientY } = event;
  if (doc.elementFromPoint(clientX, clientY) !== host) return false;
  return isMostlyOnTop(host, view) && !isVeiled(host, clientX, clientY);
};

/**
 * Whether the person can see an element of ours: of its own size, visible, and on top in its middle.
 *
 * @param known what elements let through; of this look only, since styles change without a word
 */
export const isInSight = (host: Element, known: Opacities): boolean => {
  const doc = host.ownerDocument;
  if (!doc.defaultView || doc.hidden || !isPlain(host, doc.defaultView, known, BUTTON_SIZE)) return false;
  const { left, top, width, height } = host.getBoundingClientRect();
  return doc.elementFromPoint(left + width / 2, top + height / 2) === host;
};

/** No button of ours is larger, in any language. */
const MAX_WIDTH = 400;
const MAX_HEIGHT = 140;
/** Sites fade and grow their cards a little; a trap is transparent or many times larger. */
const LEAST_OPACITY = 0.5;
const MOST_GROWTH = 1.5;

const opacityOf = (host: Element, view: Window): number => {
  let opacity = 1;
  for (let up: Element | null = host; up; up = up.parentElement) {
    const style = view.getComputedStyle(up);
    if (style.visibility === 'hidden' && up === host) return 0;
    opacity *= style.opacity === '' ? 1 : Number(style.opacity);
  }
  return opacity;
};

/** Of its own size and visible. */
const isPlain = (host: Element, view: Window): boolean => {
  if (!(host instanceof HTMLElement)) return false;
  const { width, height } = host.getBoundingClientRect();
  if (width <= 0 || height <= 0 || width > MAX_WIDTH || height > MAX_HEIGHT) return false;
  if (width > host.offsetWidth * MOST_GROWTH || height > host.offsetHeight * MOST_GROWTH) return false;
  return opacityOf(host, view) >= LEAST_OPACITY;
};

/**
 * Whether a press met an element of ours as the person sees it: of its own size, visible, and on top where it was pressed.
 * A page can lay an invisible copy over its window, and turn presses that are meant for something else into saves.
 */
export const isPlainlyShown = (host: Element, event: MouseEvent): boolean => {
  const doc = host.ownerDocument;
  if (!doc.defaultView || !isPlain(host, doc.defaultView)) return false;
  // A press by the keyboard has no place.
  return event.detail === 0 || doc.elementFromPoint(event.clientX, event.clientY) === host;
};

/** Whether the person can see an element of ours: of its own size, visible, and on top in its middle. */
export const isInSight = (host: Element): boolean => {
  const doc = host.ownerDocument;
  if (!doc.defaultView || doc.hidden || !isPlain(host, doc.defaultView)) return false;
  const { left, top, width, height } = host.getBoundingClientRect();
  return doc.elementFromPoint(left + width / 2, top + height / 2) === host;
};

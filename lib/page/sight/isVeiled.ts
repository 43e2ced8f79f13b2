/** What draws a picture whatever its style is. */
const PICTURES = new Set(['img', 'video', 'canvas', 'iframe', 'object', 'embed', 'picture', 'image', 'svg']);
/** Below it a layer is a shade, through which a button is seen. */
const LEAST_COVER = 0.6;

/** The largest part of a colour in a style's text that is not see-through, 0 to 1. */
const densityOf = (style: string): number => {
  let most = 0;
  // As browsers write computed colours: rgb(1, 2, 3), rgba(1, 2, 3, 0.5), color(srgb 1 1 1 / 0.5), oklch(…).
  for (const [, values = ''] of style.matchAll(/\b(?:rgba?|color|oklch|oklab|lch|lab)\(([^()]*)\)/g)) {
    const slash = values.split('/')[1];
    const comma = values.split(',')[3];
    most = Math.max(most, Number.parseFloat(slash ?? comma ?? '1'));
  }
  return most;
};

const opacityAbove = (element: Element, view: Window): number => {
  let opacity = 1;
  for (let up: Element | null = element; up && opacity >= LEAST_COVER; up = up.parentElement)
    opacity *= Number(view.getComputedStyle(up).opacity || 1);
  return opacity;
};

/** Whether an element draws so much that nothing is seen through it. */
const covers = (element: Element, style: CSSStyleDeclaration, view: Window): boolean => {
  if (/^(?:hidden|collapse)$/.test(style.visibility) || opacityAbove(element, view) < LEAST_COVER) return false;
  if (PICTURES.has(element.localName) || /url\(|element\(/.test(style.backgroundImage)) return true;
  if (/blur\(/.test(style.backdropFilter ?? '')) return true;
  return Math.max(densityOf(style.backgroundColor), densityOf(style.backgroundImage)) >= LEAST_COVER;
};

interface Rooted {
  /** Opens closed roots to extensions (Chrome 88, Firefox 63). */
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}
interface DomApi {
  readonly chrome?: { readonly dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
}

const rootOf = (element: Element): ShadowRoot | null => {
  const { dom } = (globalThis as DomApi).chrome ?? {};
  if (dom && element instanceof HTMLElement) return dom.openOrClosedShadowRoot(element);
  return (element as Rooted).openOrClosedShadowRoot ?? element.shadowRoot;
};

function* everyElement(root: Document | ShadowRoot): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    const inner = element.localName.includes('-') || element.localName === 'div' ? rootOf(element) : null;
    if (inner) yield* everyElement(inner);
  }
}

/**
 * Whether something hides the place of an element that takes no presses itself (`pointer-events: none`), so that a press goes
 * through it to a button that the person does not see. Each such layer takes presses for the moment of a look, which is
 * the only way to ask which of them lies on top.
 *
 * Costs some milliseconds on a large page: for a press, not for a look.
 */
export const isVeiled = (host: Element, x: number, y: number): boolean => {
  const doc = host.ownerDocument;
  const view = doc.defaultView;
  if (!view) return false;
  const isAt = (element: Element): boolean => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return left <= x && x <= right && top <= y && y <= bottom;
  };
  const layers = [...everyElement(doc)].filter((element): element is HTMLElement | SVGElement => {
    if (!('style' in element) || element === host || !isAt(element)) return false;
    if (element.contains(host)) return false;
    const style = view.getComputedStyle(element);
    return style.pointerEvents === 'none' && covers(element, style, view);
  });
  if (layers.length === 0) return false;
  const before = layers.map((layer) => layer.getAttribute('style'));
  for (const layer of layers) layer.style.setProperty('pointer-events', 'auto', 'important');
  const top = doc.elementFromPoint(x, y);
  for (const [at, layer] of layers.entries()) {
    const style = before[at];
    if (style === null || style === undefined) layer.removeAttribute('style');
    else layer.setAttribute('style', style);
  }
  return top !== host;
};

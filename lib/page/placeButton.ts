import type { SaveButton } from './createSaveButton';
import type { Spot } from './findSpots';

/** Which corner of its parent a thumbnail's button can stand in; absent where the parent's box is not the picture's. */
type Corner = 'bottom' | 'top' | undefined;

/** Classes are per kind of element, so one look serves a whole grid. */
const corners = new Map<string, Corner>();
const MAX_KINDS = 500;

const readCorner = (link: Element, parent: Element): Corner => {
  const view = link.ownerDocument.defaultView;
  if (!view || view.getComputedStyle(parent).position === 'static') return undefined;
  // The bottom is free of the site's own badges, but a box that holds more than the picture may have its caption there.
  const fills = parent.childElementCount === 1 || view.getComputedStyle(link).position === 'absolute';
  return fills ? 'bottom' : 'top';
};

const cornerOf = (link: Element): Corner => {
  const parent = link.parentElement;
  if (!parent) return undefined;
  const key = `${parent.className} ${parent.childElementCount} ${link.className}`;
  if (parent.className !== '' && corners.has(key)) return corners.get(key);
  const corner = readCorner(link, parent);
  if (corners.size > MAX_KINDS) corners.clear();
  if (parent.className !== '') corners.set(key, corner);
  return corner;
};

type Look = readonly [property: string, value: string];

/** What a spot needs to know before anything is written, so that the browser lays the page out once, not per button. */
export interface Placement {
  readonly spot: Spot;
  readonly corner: Corner;
  /** Looks copied from the neighbour in a bar. */
  readonly looks: readonly Look[];
}

const isVisible = (colour: string): boolean => colour !== '' && colour !== 'transparent' && !/, 0\)$/.test(colour);

/** Less would be a button that nobody sees. */
const LEAST_INK = 0.5;
const isInk = (colour: string): boolean =>
  isVisible(colour) && Number(/[,/]\s*([\d.]+)\)$/.exec(/^rgb\(/.test(colour) ? '' : colour)?.[1] ?? 1) >= LEAST_INK;

const within = (value: number, most: number): boolean => value >= 0 && value <= most;

/** Sizes of the neighbour's parts, as far as they can be a button's. */
const neighbourSizes = (neighbour: Element, icon: Element, text: Element | null): Look[] => {
  const item = neighbour.getBoundingClientRect();
  const disc = icon.getBoundingClientRect();
  const label = text?.getBoundingClientRect();
  const looks: Look[] = [];
  if (disc.width >= 24 && disc.width <= 64) looks.push(['--size', `${Math.round(disc.width)}px`]);
  if (disc.width > 0 && within(disc.top - item.top, 16)) looks.push(['--above', `${disc.top - item.top}px`]);
  if (label && label.height > 0 && within(label.top - disc.bottom, 16))
    looks.push(['--below', `${label.top - disc.bottom}px`]);
  return looks;
};

const neighbourLooks = (neighbour: Element): Look[] => {
  const view = neighbour.ownerDocument.defaultView;
  const icon = neighbour.querySelector('span:has(> svg)');
  if (!view || !icon) return [];
  const text = neighbour.querySelector('strong');
  const looks = neighbourSizes(neighbour, icon, text);
  const disc = view.getComputedStyle(icon);
  const item = view.getComputedStyle(neighbour);
  looks.push(['margin-block', `${item.marginBlockStart} ${item.marginBlockEnd}`]);
  // Colours are copied in pairs: ink that suits the site's disc may not suit ours.
  if (isVisible(disc.backgroundColor) && isInk(disc.color))
    looks.push(['--disc', disc.backgroundColor], ['--ink', disc.color]);
  if (!text) return looks;
  const label = view.getComputedStyle(text);
  looks.push(['--text', label.color], ['--text-size', label.fontSize], ['--text-height', label.lineHeight]);
  return looks;
};

/** Reads all that placing needs. */
export const measureSpot = (spot: Spot): Placement =>
  spot.look === 'thumbnail'
    ? { spot, corner: cornerOf(spot.neighbour), looks: [] }
    : { spot, corner: undefined, looks: neighbourLooks(spot.neighbour) };

/** Takes over the neighbour's colours and size; also after the page changed its theme. */
export const wearLooks = ({ host, control }: SaveButton, placement: Placement): void => {
  for (const [property, value] of placement.looks) {
    // Where it stands is the element's, how it looks is for its inside, which the page does not reach.
    const wearer = property.startsWith('--') ? control : host;
    if (value !== '') wearer.style.setProperty(property, value);
  }
};

/** Puts the button beside its neighbour: last in the corner of a box, or before a link that stands in the text's flow. */
export const placeButton = (button: SaveButton, placement: Placement): void => {
  const { host } = button;
  const { neighbour, look } = placement.spot;
  wearLooks(button, placement);
  if (placement.corner) host.className += ` corner ${placement.corner}`;
  // An absolute element without offsets stays where it would have stood, so before the link is on its picture.
  const isBefore = look === 'thumbnail' && placement.corner === undefined;
  neighbour.parentNode?.insertBefore(host, isBefore ? neighbour : neighbour.nextSibling);
};

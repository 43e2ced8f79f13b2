import type { SaveButton } from './createSaveButton';
import type { Spot } from './findSpots';

/** Whether children of an element with this class can be put into its corners; classes are per kind of element. */
const positioned = new Map<string, boolean>();
const MAX_KINDS = 500;

const isPositioned = (element: Element): boolean => {
  const key = element.className;
  const known = key === '' ? undefined : positioned.get(key);
  if (known !== undefined) return known;
  const is = element.ownerDocument.defaultView?.getComputedStyle(element).position !== 'static';
  if (positioned.size > MAX_KINDS) positioned.clear();
  if (key !== '') positioned.set(key, is);
  return is;
};

/** What a spot needs to know before anything is written, so that the browser lays the page out once, not per button. */
export interface Placement {
  readonly spot: Spot;
  /** The neighbour's box can hold a button in its corner. */
  readonly corner: boolean;
  /** Looks copied from the neighbour in a bar. */
  readonly looks: readonly (readonly [property: string, value: string])[];
}

const isVisible = (colour: string): boolean => colour !== '' && colour !== 'transparent' && !/, 0\)$/.test(colour);

const neighbourLooks = (neighbour: Element): (readonly [string, string])[] => {
  const view = neighbour.ownerDocument.defaultView;
  const icon = neighbour.querySelector('span:has(> svg)');
  if (!view || !icon) return [];
  const looks: (readonly [string, string])[] = [];
  const { width } = icon.getBoundingClientRect();
  if (width >= 24 && width <= 64) looks.push(['--size', `${Math.round(width)}px`]);
  const disc = view.getComputedStyle(icon);
  if (isVisible(disc.backgroundColor)) looks.push(['--disc', disc.backgroundColor]);
  const text = neighbour.querySelector('strong');
  // Colours are copied in pairs: ink that suits the site's disc may not suit ours.
  if (isVisible(disc.backgroundColor) && isVisible(disc.color)) looks.push(['--ink', disc.color]);
  if (text && width > 0) looks.push(['--text', view.getComputedStyle(text).color]);
  return looks;
};

/** Reads all that placing needs. */
export const measureSpot = (spot: Spot): Placement => {
  if (spot.look !== 'thumbnail') return { spot, corner: false, looks: neighbourLooks(spot.neighbour) };
  const parent = spot.neighbour.parentElement;
  return { spot, corner: parent !== null && isPositioned(parent), looks: [] };
};

/** Takes over the neighbour's colours and size; also after the page changed its theme. */
export const wearLooks = (host: HTMLElement, placement: Placement): void => {
  for (const [property, value] of placement.looks) host.style.setProperty(property, value);
};

/** Puts the button beside its neighbour: last in the corner of a box, or before a link that stands in the text's flow. */
export const placeButton = (button: SaveButton, placement: Placement): void => {
  const { host } = button;
  const { neighbour, look } = placement.spot;
  wearLooks(host, placement);
  host.classList.toggle('corner', placement.corner);
  // An absolute element without offsets stays where it would have stood, so before the link is on its picture.
  if (look === 'thumbnail' && !placement.corner) neighbour.before(host);
  else neighbour.after(host);
};

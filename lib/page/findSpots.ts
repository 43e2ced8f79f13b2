import {
  BAR_MATES,
  BAR_NEIGHBOURS,
  GRID_CARD_LIKE,
  GRID_CARD_NAMES,
  LIKE_ICON_LIKE,
  LIKE_ICON_NAMES,
  LIKE_ICONS,
  nameOf,
  PICTURES,
  POST_LINKS,
  type StageSurface,
  stages,
} from '@/lib/tiktok/page/selectors';
import { type IdSources, type PagePost, readPostId, readPostLink, withAuthor } from './readPostId';

/** How a button looks: in a column or row of actions, or over a picture. */
export type SpotLook = 'column' | 'row' | 'thumbnail';

/** A place for a button. */
export interface Spot {
  /** What the button belongs to: one element never gets two. */
  readonly owner: Element;
  /** The button stands beside this one. */
  readonly neighbour: Element;
  readonly look: SpotLook;
  /** The part of the page that shows the button when the pointer is on it; absent where it is always shown. */
  readonly area?: Element;
  readonly post: PagePost;
}

/** The site nests a bar's icons at most this deep. */
const MAX_CLIMB = 6;
const anyStageCard = stages.flatMap((stage) => stage.cards).join(',');

const barOf = (icon: Element): Element | undefined => {
  let ancestor = icon.parentElement;
  for (let step = 0; ancestor && step < MAX_CLIMB; step += 1) {
    if (ancestor.querySelector(BAR_MATES)) return ancestor;
    ancestor = ancestor.parentElement;
  }
  return undefined;
};

const neighbourIn = (bar: Element): Element | undefined => {
  for (const selector of BAR_NEIGHBOURS) {
    let item: Element | null = bar.querySelector(selector);
    while (item && item.parentElement !== bar) item = item.parentElement;
    if (item) return item;
  }
  return undefined;
};

/** Without a card of a known name: the largest part of the page that holds this bar's like icon and no other. */
const cardByShape = (bar: Element): Element => {
  let card = bar;
  for (let up = bar.parentElement; up && up.querySelectorAll(LIKE_ICONS).length === 1; up = up.parentElement) card = up;
  return card;
};

const stageOf = (bar: Element): { card: Element; stage: StageSurface } | undefined => {
  for (const stage of stages) {
    const card = bar.closest(stage.cards.join(','));
    // A part with several bars is a list of posts, whatever its name says.
    if (card?.querySelectorAll(LIKE_ICONS).length === 1) return { card, stage };
  }
  const byShape = stages.find((stage) => stage.name === 'detail');
  return byShape && { card: cardByShape(bar), stage: byShape };
};

const isColumn = (bar: Element): boolean =>
  bar.ownerDocument.defaultView?.getComputedStyle(bar).flexDirection.startsWith('column') ?? false;

const stageSpot = (icon: Element, sources: IdSources): Spot | undefined => {
  const bar = barOf(icon);
  const neighbour = bar && neighbourIn(bar);
  const found = bar && stageOf(bar);
  if (!neighbour || !found) return undefined;
  const post = readPostId(found.card, found.stage.ids, sources);
  if (!post) return undefined;
  const look = found.stage.name === 'feed' || isColumn(bar) ? 'column' : 'row';
  return { owner: bar, neighbour, look, post: withAuthor(post, found.card) };
};

const childWith = (card: Element, part: Element): Element => {
  let child = part;
  while (child.parentElement && child.parentElement !== card) child = child.parentElement;
  return child;
};

const postLinksIn = (part: Element): HTMLAnchorElement[] => [...part.querySelectorAll<HTMLAnchorElement>(POST_LINKS)];

/** Whether a part of the page is about more than one post: then it is a list, and no card. */
const showsOthers = (part: Element, postId: string): boolean =>
  postLinksIn(part).some((link) => {
    const post = readPostLink(link);
    return post !== undefined && post.postId !== postId;
  });

const cardAround = (link: Element, postId: string): Element => {
  const named = link.closest(GRID_CARD_LIKE);
  const card = named && GRID_CARD_NAMES.has(nameOf(named)) ? named : link.parentElement;
  return card && !showsOthers(card, postId) ? card : link;
};

/** A card among cards: one beside it shows another post with a picture. A lone link with a face beside it is a comment's. */
const standsInGrid = (card: Element, postId: string): boolean =>
  [...(card.parentElement?.children ?? [])].some(
    (other) => other !== card && other.querySelector(PICTURES) !== null && showsOthers(other, postId),
  );

/** For a link that lies over or beside its picture: the smallest part of the page that holds both. */
const cardByLink = (link: HTMLAnchorElement, postId: string): { card: Element; picture: Element } | undefined => {
  let card = link.parentElement;
  for (let step = 0; card && step < MAX_CLIMB; step += 1) {
    if (showsOthers(card, postId)) return undefined;
    const picture = card.querySelector(PICTURES);
    if (picture) {
      const isServed = postLinksIn(card).some((other) => other.querySelector(PICTURES) !== null);
      return !isServed && standsInGrid(card, postId) ? { card, picture } : undefined;
    }
    card = card.parentElement;
  }
  return undefined;
};

const linkSpot = (link: HTMLAnchorElement): Spot | undefined => {
  const post = readPostLink(link);
  if (!post) return undefined;
  const inside = link.querySelector(PICTURES);
  if (inside) {
    const area = cardAround(link, post.postId);
    // Where the links stand in the list itself, its corner is no post's: the button goes into the link.
    const neighbour = area === link ? childWith(link, inside) : link;
    return { owner: link, neighbour, look: 'thumbnail', post, area };
  }
  const found = cardByLink(link, post.postId);
  if (!found) return undefined;
  const { card, picture } = found;
  return { owner: card, neighbour: childWith(card, picture), look: 'thumbnail', area: card, post };
};

/** How much larger than its picture a card can be; beyond it is a list of which one picture is known. */
const MOST_WIDTHS = 2;
const MOST_HEIGHTS = 3;

const isCardSized = (card: Element, picture: Element): boolean => {
  const { width, height } = card.getBoundingClientRect();
  const shown = picture.getBoundingClientRect();
  // A picture that has not come yet has no size, and says nothing.
  if (shown.width === 0 || shown.height === 0) return true;
  return width <= shown.width * MOST_WIDTHS && height <= shown.height * MOST_HEIGHTS;
};

const cardSpot = (card: Element, sources: IdSources): Spot | undefined => {
  if (card.querySelector(POST_LINKS)) return undefined;
  const picture = card.querySelector(PICTURES);
  const post = picture && readPostId(card, ['player', 'picture'], sources);
  const neighbour = card.firstElementChild;
  if (!post || !neighbour || !isCardSized(card, picture)) return undefined;
  return { owner: card, neighbour, look: 'thumbnail', area: card, post };
};

/** No card holds the whole page, and to look for one the browser would have to read all selectors first. */
const closest = <E extends Element = Element>(root: Element, selector: string): E | null =>
  root === root.ownerDocument.body ? null : root.closest<E>(selector);

/** Elements that match below the root, and the one around it: a change inside a card concerns the card. */
const matches = <E extends Element = Element>(root: Element, selector: string): E[] => {
  const around = closest<E>(root, selector);
  const below = [...root.querySelectorAll<E>(selector)];
  return around ? [around, ...below] : below;
};

/** As {@link matches} for one of many names, by a short selector that matches them all and a set. */
const matchesByName = (root: Element, like: string, names: ReadonlySet<string>): Element[] =>
  matches(root, like).filter((element) => names.has(nameOf(element)));

/**
 * The places for buttons in a part of the page. Reads only.
 *
 * @returns one spot per post shown, none for cards whose post cannot be told (yet)
 */
export const findSpots = (root: Element, sources: IdSources): Spot[] => {
  const stage = closest(root, anyStageCard) ?? root;
  const spots: Spot[] = [];
  const served = new Set<Element>();
  const add = (spot: Spot | undefined): void => {
    if (!spot) return;
    spots.push(spot);
    if (spot.area) served.add(spot.area);
  };
  for (const icon of matchesByName(stage, LIKE_ICON_LIKE, LIKE_ICON_NAMES)) add(stageSpot(icon, sources));
  for (const link of matches<HTMLAnchorElement>(root, POST_LINKS)) add(linkSpot(link));
  for (const card of matchesByName(root, GRID_CARD_LIKE, GRID_CARD_NAMES))
    if (!served.has(card)) add(cardSpot(card, sources));
  return spots;
};

import { createSaveButton, type SaveButton } from './createSaveButton';
import type { Spot } from './findSpots';
import { measureSpot, placeButton, wearLooks } from './placeButton';
import type { PagePost } from './readPostId';

/** A button in the page. */
export interface Mounted {
  readonly button: SaveButton;
  readonly spot: Spot;
  post: PagePost;
}

/** All buttons of one page. Marks are kept here, not in the page: an element with a button looks as it did before. */
export interface ButtonRegistry {
  /**
   * Puts a button to every spot that has none, and gives buttons whose post changed their new one.
   *
   * @returns those that are new or show another post now
   */
  place(spots: readonly Spot[]): Mounted[];
  /** Forgets buttons that left the page. */
  sweep(): void;
  byHost(host: EventTarget | null): Mounted | undefined;
  /** The thumbnail button of the card around an element. */
  byHovered(target: Element): Mounted | undefined;
  all(): Iterable<Mounted>;
  setTheme(theme: 'light' | 'dark'): void;
  clear(): void;
}

/** From a picture up to its card. */
const MAX_CLIMB = 14;

export const createButtonRegistry = (doc: Document): ButtonRegistry => {
  const mounted = new Set<Mounted>();
  const byOwner = new WeakMap<Element, Mounted>();
  const byHost = new WeakMap<EventTarget, Mounted>();
  const byArea = new WeakMap<Element, Mounted>();
  let theme: 'light' | 'dark' = 'light';

  const standing = (spot: Spot): Mounted | undefined => {
    const known = byOwner.get(spot.owner);
    return known?.button.host.isConnected && known.spot.neighbour.isConnected ? known : undefined;
  };

  // The site may keep elements that it took off the page: they must not keep our button alive.
  const forget = (one: Mounted): void => {
    one.button.host.remove();
    mounted.delete(one);
    const { owner, area } = one.spot;
    byOwner.delete(owner);
    if (area && byArea.get(area) === one) byArea.delete(area);
  };

  const mount = (spot: Spot): Mounted => {
    const stale = byOwner.get(spot.owner);
    if (stale) forget(stale);
    const one: Mounted = { button: createSaveButton(doc, spot.look, theme), spot, post: spot.post };
    mounted.add(one);
    byOwner.set(spot.owner, one);
    byHost.set(one.button.host, one);
    if (spot.area) byArea.set(spot.area, one);
    return one;
  };

  return {
    place(spots) {
      const changed: Mounted[] = [];
      const fresh: Spot[] = [];
      const seen = new Set<Element>();
      for (const spot of spots) {
        if (seen.has(spot.owner)) continue;
        seen.add(spot.owner);
        const known = standing(spot);
        if (!known) fresh.push(spot);
        else if (known.post.postId !== spot.post.postId) {
          known.post = spot.post;
          changed.push(known);
        }
      }
      // All reading before all writing.
      for (const placement of fresh.map(measureSpot)) {
        const one = mount(placement.spot);
        placeButton(one.button, placement);
        changed.push(one);
      }
      return changed;
    },
    sweep() {
      for (const one of mounted) if (!one.button.host.isConnected || !one.spot.neighbour.isConnected) forget(one);
    },
    byHost: (host) => (host ? byHost.get(host) : undefined),
    byHovered(target) {
      let up: Element | null = target;
      for (let step = 0; up && step < MAX_CLIMB; step += 1) {
        const found = byArea.get(up);
        if (found) return found;
        up = up.parentElement;
      }
      return undefined;
    },
    all: () => mounted,
    setTheme(next) {
      if (next === theme) return;
      theme = next;
      for (const { button, spot } of mounted) {
        button.host.classList.toggle('dark', theme === 'dark');
        wearLooks(button, measureSpot(spot));
      }
    },
    clear() {
      for (const one of mounted) forget(one);
    },
  };
};

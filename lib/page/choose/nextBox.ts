/** As much of a box's place as a step needs; `DOMRect` has it. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

/** The keys that lead from one box to another. */
export const stepKeys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'] as const;
export type StepKey = (typeof stepKeys)[number];

export const isStepKey = (key: string): key is StepKey => stepKeys.some((one) => one === key);

/** A step in a column rather goes far down than far aside: the last row of a grid may be short. */
const ASIDE = 3;

const nearest = (places: readonly Place[], from: Place, isThere: (place: Place) => boolean): number | undefined => {
  const far = (place: Place): number => Math.abs(place.left - from.left) * ASIDE + Math.abs(place.top - from.top);
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [at, place] of places.entries()) {
    if (!isThere(place) || far(place) >= least) continue;
    best = at;
    least = far(place);
  }
  return best;
};

/**
 * Where a key leads from the box at `at`: sideways in the page's order, up and down by where the boxes stand. The same place
 * where nothing lies that way.
 *
 * @param places in the page's order
 */
export const nextBox = (places: readonly Place[], at: number, key: StepKey, isRightToLeft: boolean): number => {
  const from = places[at];
  const last = places.length - 1;
  if (!from) return at;
  const clamp = (to: number): number => Math.max(0, Math.min(last, to));
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'ArrowLeft':
      return clamp(at + (isRightToLeft ? 1 : -1));
    case 'ArrowRight':
      return clamp(at + (isRightToLeft ? -1 : 1));
    case 'ArrowUp':
      return nearest(places, from, ({ top }) => top <= from.top - from.height) ?? at;
    case 'ArrowDown':
      return nearest(places, from, ({ top }) => top >= from.top + from.height) ?? at;
  }
};

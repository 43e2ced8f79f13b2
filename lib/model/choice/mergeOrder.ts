/**
 * The order of a list, of which the page shows a part: what is shown and not known yet goes where the page has it, behind its
 * neighbour that is known. What left the page (a grid keeps only the cards near the window) stays in its place.
 *
 * @returns the same list when nothing is new
 */
export const mergeOrder = (order: readonly string[], shown: readonly string[]): readonly string[] => {
  const known = new Set(order);
  const ahead: string[] = [];
  const behind = new Map<string, string[]>();
  const fresh = new Set<string>();
  let neighbour: string | undefined;
  for (const id of shown) {
    if (known.has(id)) neighbour = id;
    else if (!fresh.has(id)) {
      fresh.add(id);
      if (neighbour === undefined) ahead.push(id);
      else behind.set(neighbour, [...(behind.get(neighbour) ?? []), id]);
    }
  }
  if (fresh.size === 0) return order;
  const first = shown.find((id) => known.has(id));
  // Nothing of it is known: the page was scrolled on by more than it shows.
  if (first === undefined) return [...order, ...ahead];
  return order.flatMap((id) => [...(id === first ? ahead : []), id, ...(behind.get(id) ?? [])]);
};

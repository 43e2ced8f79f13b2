import { z } from 'zod';
import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Page } from '@/lib/model/page';
import { cursorText, isRecord, maybeWhole, moreFlag } from '@/lib/tiktok/wire/coerce';
import { failureInReply, shapeFailure } from '@/lib/tiktok/wire/replyStatus';

const envelopeWire = z.object({
  items: z.array(z.unknown()).nullish(),
  more: moreFlag.nullish(),
  cursor: cursorText.nullish(),
  total: maybeWhole,
});

/** How an endpoint names its parts: `hasMore` in the camelCase family, `has_more` in the snake_case one; each is read in the other, too. */
export interface PageNames {
  readonly items: string;
  readonly more: 'hasMore' | 'has_more';
}

/** Whether a reply has at least one of these keys: neither `{}` nor a bare status is a well-formed empty list. */
export const hasAny = (raw: unknown, keys: readonly string[]): raw is Record<string, unknown> =>
  isRecord(raw) && keys.some((key) => key in raw);

/** How deep below a reply's top items are looked for that are not where they are expected. */
const DEEPEST_PLACE = 3;

/** Where in a reply a list of such items stands, as names joined by dots; undefined where none does. */
const placeOf = (value: unknown, isItem: (item: unknown) => boolean, depth = DEEPEST_PLACE): string | undefined => {
  if (!isRecord(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const name = key.slice(0, 40);
    if (Array.isArray(inner) && inner.some(isItem)) return name;
    const below = depth > 0 ? placeOf(inner, isItem, depth - 1) : undefined;
    if (below !== undefined) return `${name}.${below}`;
  }
  return undefined;
};

/**
 * Error: `shape` where a reply without the list that is expected holds its items elsewhere. Without the list it is an
 * empty one only where it does not.
 */
export const misplaced = (
  raw: unknown,
  { what, expected, items }: { readonly what: string; readonly expected: string; readonly items: string },
  isItem: (item: unknown) => boolean,
): Failure | undefined => {
  const place = placeOf(raw, (item) => isRecord(item) && isItem(item));
  return place === undefined
    ? undefined
    : failure('shape', `${what}: expected ${expected}, ${items} stand in ${place}`);
};

/**
 * The problem of a page with items that does not say whether there is more: every recorded reply does, so the field has
 * moved. Such a page is never the last one: the next, empty or the same again, tells.
 */
export const unsaidEnd = (what: string, more: boolean | null | undefined, items: readonly unknown[]): Failure[] =>
  typeof more !== 'boolean' && items.length > 0
    ? [failure('shape', `${what}: does not say whether there is more`)]
    : [];

/** Whether there is more after these items, where the page may not say: see {@link unsaidEnd}. */
export const goesOn = (more: boolean | null | undefined, items: readonly unknown[]): boolean =>
  more ?? items.length > 0;

/** The site sends 35 items a page and takes no request for more than 100; what is far more is no page of it. */
const MOST_ITEMS = 2000;

/** Error: `shape` for a page of more items than any list of the site has. */
export const tooMany = (what: string, items: readonly unknown[]): Failure | undefined =>
  items.length > MOST_ITEMS ? failure('shape', `${what}: page of ${items.length}`) : undefined;

/** Reads every item on its own: what cannot be read is a problem and costs itself only. */
export const readEach = <T>(
  raw: readonly unknown[],
  read: (item: unknown) => Result<T>,
): { readonly items: T[]; readonly problems: Failure[] } => {
  const items: T[] = [];
  const problems: Failure[] = [];
  for (const element of raw) {
    const item = read(element);
    if (item.ok) items.push(item.value);
    else problems.push(item.error);
  }
  return { items, problems };
};

/**
 * Reads one page of a list. The site leaves an empty list out or sends null for it; a reply that holds neither the list
 * nor a word on whether there is more is no empty one.
 *
 * @returns the status's code, or `shape` when the envelope is not one of such a list.
 */
export const readPageOf = <T>(raw: unknown, names: PageNames, read: (item: unknown) => Result<T>): Result<Page<T>> => {
  const refused = failureInReply(raw);
  if (refused) return err(refused);
  const { items: expected } = names;
  const elsewhere = (): Failure | undefined =>
    misplaced(raw, { what: expected, expected, items: 'items' }, (item) => read(item).ok);
  if (!hasAny(raw, [expected, 'hasMore', 'has_more']))
    return err(elsewhere() ?? failure('shape', `${expected}: no list`));
  const { cursor, total, [expected]: items, [names.more]: more = raw.hasMore ?? raw.has_more } = raw;
  const parsed = envelopeWire.safeParse({ items, more, cursor, total });
  if (!parsed.success) return err(shapeFailure(names.items, parsed.error));
  const moved = parsed.data.items ? undefined : elsewhere();
  if (moved) return err(moved);
  const elements = parsed.data.items ?? [];
  const crowded = tooMany(names.items, elements);
  if (crowded) return err(crowded);
  const { items: readable, problems } = readEach(elements, read);
  return ok({
    items: readable,
    problems: [...problems, ...unsaidEnd(names.items, parsed.data.more, elements)],
    cursor: parsed.data.cursor ?? '',
    hasMore: goesOn(parsed.data.more, elements),
    ...(parsed.data.total === undefined ? {} : { total: parsed.data.total }),
    raw,
  });
};

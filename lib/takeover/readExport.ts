import { z } from 'zod';
import type { TakenOrigin } from '@/lib/model/library/takenOver';
import { readAddress } from '@/lib/tiktok/address/readAddress';
import type { Findings } from './FoundPosts';
import { jsonFaultLine } from './jsonFaultLine';
import { TakeOverError } from './TakeOverError';

const list = z.array(z.unknown());

/** An entry of any of the lists. Field names by age: `VideoLink` until 2021, `Link`, `link` (likes, since 2024). */
const entrySchema = z
  .object({ Link: z.string().max(4000), link: z.string().max(4000), VideoLink: z.string().max(4000) })
  .partial()
  .transform(({ Link, link, VideoLink }) => Link ?? link ?? VideoLink);

/**
 * Which of the person's lists an array is, by its own name and that of what holds it; undefined for all others. Whatever
 * these stand in is not looked at: it was `Activity`, then `Your Activity`, and is `Likes and Favorites` for two of them
 * since 2026-01 (samirelanduk/tiktok-save issues 25, 26).
 */
export const originOfList = (name: string, holder: string): TakenOrigin | undefined => {
  if (name === 'ItemFavoriteList') return 'likes';
  if (name === 'FavoriteVideoList') return 'favourites';
  if (name !== 'VideoList') return undefined;
  if (/history/i.test(holder)) return 'history';
  return /^(?:videos|posts?)$/i.test(holder) ? 'posts' : undefined;
};

interface Part {
  readonly name: string;
  readonly holder: string;
  readonly value: unknown;
  readonly depth: number;
}

/** The lists stand three deep. */
const DEEPEST = 6;

const listsIn = function* (root: unknown): Generator<{ readonly origin: TakenOrigin; readonly entries: unknown[] }> {
  const open: Part[] = [{ name: '', holder: '', value: root, depth: 0 }];
  for (let part = open.pop(); part; part = open.pop()) {
    const { name, holder, value, depth } = part;
    const origin = originOfList(name, holder);
    if (origin) {
      // An empty list is `null`.
      const entries = list.safeParse(value ?? []);
      if (entries.success) yield { origin, entries: entries.data };
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < DEEPEST)
      for (const [key, inner] of Object.entries(value))
        open.push({ name: key, holder: name, value: inner, depth: depth + 1 });
  }
};

/** Entries between two looks at whether the work is to go on. */
const PIECE = 2000;

const parseJson = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TakeOverError({ fault: 'broken', file, line: jsonFaultLine(text) }, { cause: error });
  }
};

/**
 * Reads TikTok's data export as JSON (`user_data.json`, `user_data_tiktok.json`). Throws {@link TakeOverError}: `broken`
 * with the line, `foreign` when none of its lists is in it.
 *
 * @param pause called every few thousand entries
 */
export const readExport = async (
  text: string,
  file: string,
  findings: Findings,
  pause: () => Promise<void>,
): Promise<void> => {
  let lists = 0;
  for (const { origin, entries } of listsIn(parseJson(text, file))) {
    lists += 1;
    for (const [at, entry] of entries.entries()) {
      const link = entrySchema.safeParse(entry);
      const ref = link.success && link.data !== undefined ? readAddress(link.data) : undefined;
      if (ref?.ok && ref.value.kind === 'post') findings.add(origin, ref.value.postId, ref.value.uniqueId);
      // One's own videos were named by the addresses of their files until 2023: nothing in them says which post it is.
      else findings.addUnreadable({ file, entry: at + 1, text: link.data ?? JSON.stringify(entry) ?? '' });
      if (at % PIECE === PIECE - 1) await pause();
    }
  }
  if (lists === 0) throw new TakeOverError({ fault: 'foreign', file });
};

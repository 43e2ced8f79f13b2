import { ok } from '@/lib/base/result';
import { type TakenOrigin, takenOrigins } from '@/lib/model/library/takenOver';
import type { FoundPosts } from '@/lib/takeover/FoundPosts';
import type { TakenPorts } from '@/lib/ui/takeover/createTakenPorts';
import type { TakeOverPorts } from '@/lib/ui/takeover/createTakeOverModel';
import { NOW } from '../mocks';

const postId = (n: number): string => String(7_300_000_000_000_000_000n + BigInt(n));

const some = (from: number, count: number): ReadonlyMap<string, string> =>
  new Map(Array.from({ length: count }, (_, at) => [postId(from + at), '']));

const sizes: Partial<Record<TakenOrigin, number>> = { likes: 4120, favourites: 312, history: 18_204, archive: 911 };

const found: FoundPosts = {
  byOrigin: Object.fromEntries(
    takenOrigins.map((origin, at) => [origin, some(at * 100_000, sizes[origin] ?? 0)]),
  ) as FoundPosts['byOrigin'],
  unreadable: 3,
  examples: [
    { file: 'user_data_tiktok.json', entry: 1204, text: 'https://www.tiktokv.com/share/video/' },
    { file: 'archive.txt', line: 17, text: 'tiktok one-two-three' },
    { file: 'archive.txt', line: 18, text: 'لا شيء' },
  ],
  otherSites: 208,
};

/** Work of which a file's name tells how it goes: `broken`, `slow` (stays in its middle), else well. */
export const mockTakeOver: TakeOverPorts = {
  read: async (input, { onProgress }) => {
    const name = (input.kind === 'dropped' ? input.things : input.files)[0]?.name;
    if (name === 'slow.zip') {
      onProgress(0.42);
      return new Promise(() => {});
    }
    if (name !== 'broken.json') return ok(found);
    return { ok: false, error: { kind: 'file', fault: 'broken', file: 'user_data_tiktok.json', line: 40_112 } };
  },
  newOf: async (postIds) => ok(new Set(postIds.filter((_, at) => at % 3 > 0))),
  count: async (posts) => ok({ added: posts.size, known: 0, isStopped: false }),
  save: async () => ok(1),
  announce: async () => ok({}),
};

/** So many posts that were taken over. */
export const mockTaken = (count: number): TakenPorts => ({
  count: async () => count,
  newest: async (limit) =>
    Array.from({ length: Math.min(limit, count) }, (_, at) => ({
      ...{ postId: postId(at), uniqueId: at % 3 === 2 ? '' : at % 3 === 1 ? 'a.very.long.handle.of.somebody' : 'mira' },
      ...{ postedAt: at % 4 === 3 ? 0 : NOW - at * 9e7, photos: false, at: NOW - 86_400_000 },
      from: takenOrigins[at % takenOrigins.length] ?? 'links',
    })),
  forget: async () => {},
  open: async () => {},
  save: async () => true,
});

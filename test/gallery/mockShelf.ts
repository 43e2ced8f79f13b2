import { ok } from '@/lib/base/result';
import type { LibraryRow } from '@/lib/model/libraryRow';
import type { ShelfPorts } from '@/lib/ui/library/ShelfPorts';
import { NOW } from './mocks';

/** People as groups of the rows, one of whom had other names before; tags of two posts; one text of an earlier version. */
export const mockShelf = (rows: readonly LibraryRow[]): ShelfPorts => {
  const tags = new Map(rows.slice(0, 4).map(({ postId }) => [postId, ['recipes', 'for the winter']]));
  return {
    readGroups: async (kind) => {
      const people = Map.groupBy(rows, ({ uniqueId }) => uniqueId);
      return [...people].map(([handle, own], at) => ({
        ...{ kind, key: handle, title: own[0]?.nickname ?? '', handle },
        postIds: [...new Set(own.map(({ postId }) => postId))],
        names: ['Bread & Co', 'The slow one', handle]
          .slice(at === 0 ? 0 : 2)
          .map((value, index) => ({ value, firstSeen: NOW - (3 - index) * 9e9, lastSeen: NOW })),
      }));
    },
    prepareGroups: async () => {},
    readTags: async () => tags,
    changeTags: async () => {},
    countPlaced: async (keys) => keys.length,
    removeSaved: async () => ok(true as const),
    forgetShelf: async () => {},
    findInTexts: async () => new Set(),
    countTexts: async () => 0,
    copyText: async () => true,
  };
};

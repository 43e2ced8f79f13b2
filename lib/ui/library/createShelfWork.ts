import { type ReadonlySignal, signal } from '@preact/signals';
import type { Failure } from '@/lib/base/failure';
import { LONGEST_TAG } from '@/lib/model/library/shelfRows';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { postAddress } from '@/lib/tiktok/address/readAddress';
import type { LibraryPorts } from './LibraryPorts';
import type { ShelfPorts } from './ShelfPorts';

/** What can be done with many files at once. */
export interface ShelfWork {
  /** How much of what is being removed is through, 0 to 1; absent while nothing is. */
  readonly removing: ReadonlySignal<number | undefined>;
  /** Fetches the files of the rows' posts once more; false when that came to nothing. */
  saveAgain(rows: readonly LibraryRow[]): Promise<boolean>;
  /** Takes the files out of the library, `fromDisk` from granted folders, too. Ends early at the first that cannot be taken. */
  remove(rows: readonly LibraryRow[], fromDisk: boolean): Promise<boolean>;
  countPlaced(rows: readonly LibraryRow[]): Promise<number>;
  copyLinks(rows: readonly LibraryRow[]): Promise<boolean>;
  /** Gives the rows' posts a tag, or takes it from them. */
  tag(rows: readonly LibraryRow[], tag: string, give: boolean): Promise<void>;
}

export interface ShelfWorkParts {
  readonly call: LibraryPorts['call'];
  readonly now: LibraryPorts['now'];
  readonly loadPorts: () => Promise<ShelfPorts>;
  readonly onFailure: (failure: Failure) => void;
  /** The files are not in the library any more. */
  readonly onRemoved: (keys: ReadonlySet<string>) => void;
  readonly onTags: () => Promise<void>;
}

/** As many as may be pasted. */
const MOST_POSTS = 5000;
/** Files that are taken together: a death in between leaves at most so many that are gone and still listed. */
const PIECE = 200;

/** The rows' posts, each once. */
const postsOf = (rows: readonly LibraryRow[]): readonly LibraryRow[] => [
  ...new Map(rows.map((row) => [row.postId, row])).values(),
];

const addressOf = (row: LibraryRow): string => postAddress(row.postId, row.uniqueId || undefined, row.photos);

/** A tag as it is kept: one line without blanks around it; empty where nothing is left. */
export const cleanTag = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_TAG)
    // Half a sign of two parts is none.
    .replace(/[\ud800-\udbff]$/, '')
    .trim();

/** Builds it. */
export const createShelfWork = ({ call, now, loadPorts, onFailure, onRemoved, onTags }: ShelfWorkParts): ShelfWork => {
  const removing = signal<number | undefined>(undefined);

  const removePiece = async (ports: ShelfPorts, keys: readonly string[], fromDisk: boolean): Promise<boolean> => {
    const taken = fromDisk ? await ports.removeSaved(keys) : undefined;
    if (taken && !taken.ok) {
      onFailure(taken.error);
      return false;
    }
    // The file goes before its record: what dies in between is a file that is missing, and may be removed again.
    const reply = await call('forgetFiles', { keys: [...keys] });
    if (!reply.ok) {
      onFailure(reply.error);
      return false;
    }
    await ports.forgetShelf(reply.value.postIds);
    onRemoved(new Set(keys));
    return true;
  };

  return {
    removing,
    saveAgain: async (rows) => {
      const posts = postsOf(rows);
      for (let at = 0; at < posts.length; at += MOST_POSTS) {
        const piece = posts.slice(at, at + MOST_POSTS).map(({ postId, uniqueId, photos }) => ({
          ...{ postId, photos },
          ...(uniqueId ? { uniqueId } : {}),
        }));
        const reply = await call('saveManyAgain', { posts: piece });
        if (!reply.ok) {
          onFailure(reply.error);
          return false;
        }
      }
      return true;
    },
    remove: async (rows, fromDisk) => {
      const keys = rows.map(({ key }) => key);
      const ports = await loadPorts();
      removing.value = 0;
      try {
        for (let at = 0; at < keys.length; at += PIECE) {
          if (!(await removePiece(ports, keys.slice(at, at + PIECE), fromDisk))) return false;
          removing.value = Math.min(1, (at + PIECE) / keys.length);
        }
        return true;
      } finally {
        removing.value = undefined;
      }
    },
    countPlaced: async (rows) => (await loadPorts()).countPlaced(rows.map(({ key }) => key)),
    copyLinks: async (rows) => (await loadPorts()).copyText(`${postsOf(rows).map(addressOf).join('\n')}\n`),
    tag: async (rows, text, give) => {
      const tag = cleanTag(text);
      if (tag === '') return;
      await (await loadPorts()).changeTags(
        postsOf(rows).map(({ postId }) => postId),
        { tag, give },
        now(),
      );
      await onTags();
    },
  };
};

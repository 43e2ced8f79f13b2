import type { LibraryRow } from '@/lib/model/libraryRow';

/** A post with how many of its files are listed. */
export interface PostTile {
  /** The file that stands for the post: what can be looked at, rather than its sound or its texts. */
  readonly row: LibraryRow;
  readonly files: number;
  /** At least one of the files is gone from the disk. */
  readonly missing: boolean;
}

const isPicture = ({ kind }: LibraryRow): boolean => kind === 'video' || kind === 'image' || kind === 'live';

/** The rows by post, in the order of each post's first row. */
export const groupPosts = (rows: readonly LibraryRow[]): PostTile[] => {
  const tiles = new Map<string, PostTile>();
  for (const row of rows) {
    const tile = tiles.get(row.postId);
    if (!tile) tiles.set(row.postId, { row, files: 1, missing: row.missing });
    else {
      const first = isPicture(row) && !isPicture(tile.row) ? row : tile.row;
      tiles.set(row.postId, { row: first, files: tile.files + 1, missing: tile.missing || row.missing });
    }
  }
  return [...tiles.values()];
};

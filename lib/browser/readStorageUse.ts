import { pageDb } from '@/lib/browser/database/db';
import type { StorageUse } from '@/lib/ports/StorageUse';

/** So many thumbnails are weighed for all: each is some kB, and a library may have a hundred thousand. */
const SAMPLE = 200;

const thumbs = async (): Promise<Pick<StorageUse, 'thumbs' | 'thumbCount'>> => {
  const table = pageDb().thumbs;
  const [thumbCount, some] = await Promise.all([table.count(), table.limit(SAMPLE).toArray()]);
  const bytes = some.reduce((sum, row) => sum + row.bytes.byteLength, 0);
  return { thumbCount, thumbs: some.length === 0 ? 0 : Math.round((bytes / some.length) * thumbCount) };
};

const bytesIn = async (folder: FileSystemDirectoryHandle): Promise<number> => {
  let sum = 0;
  for await (const entry of folder.values()) {
    if (entry.kind === 'directory') sum += await bytesIn(entry as FileSystemDirectoryHandle);
    // One that was saved and let go of since it was listed takes no room.
    else
      sum += await (entry as FileSystemFileHandle).getFile().then(
        ({ size }) => size,
        () => 0,
      );
  }
  return sum;
};

/** Chromium counts each kind by itself; a kind of which nothing is kept is missing. */
interface Estimate extends StorageEstimate {
  readonly usageDetails?: { readonly fileSystem?: number };
}

// A page of Chromium 156 that is closed while it lists a folder stays in memory, whole, as long as the extension's process.
const partsIn = async ({ usageDetails }: Estimate): Promise<number> =>
  usageDetails ? (usageDetails.fileSystem ?? 0) : bytesIn(await navigator.storage.getDirectory());

/** Reads what TokShelf keeps in the browser. */
export const readStorageUse = async (): Promise<StorageUse> => {
  const estimate: Estimate = await navigator.storage.estimate();
  const [small, parts] = await Promise.all([thumbs(), partsIn(estimate)]);
  return { total: estimate.usage ?? 0, ...small, parts };
};

/** Deletes every thumbnail; what is saved from now on gets new ones. */
export const clearThumbs = (): Promise<void> => pageDb().thumbs.clear();

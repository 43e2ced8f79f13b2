import type { TokshelfDb } from '@/lib/browser/database/db';
import { inPieces } from '@/lib/browser/database/inPieces';
import { pathBelow, placedPath } from '@/lib/browser/folder/directoryFiles';
import { idInName } from '@/lib/model/library/idInName';
import { type FileTraits, fileTraitsOf, type MediaKind, mediaKinds } from '@/lib/model/media';
import { recordKey } from '@/lib/model/saveRecord';
import type { Finding } from '@/lib/ports/FolderAccess';
import type { CheckWork } from './CheckStep';

/** What TokShelf keeps beside the files: its lists, and files that are not whole. */
const isOwn = (name: string): boolean => name.startsWith('.tokshelf');

const sidecarName = /^(.*)-(?:metadata|comments)(?: \(\d+\))?\.json$/;
const kinds = mediaKinds.toSorted((a, b) => b.length - a.length).join('|');
const kindInName = new RegExp(`(?:^|[-_ ])(${kinds})(?:[-_ ]([\\w-]+))?(?: \\(\\d+\\))?\\.\\w+$`);
const byEnding: Readonly<Record<string, MediaKind>> = { mp4: 'video', m4a: 'music', mp3: 'music' };

/** How files end that may be what their name says: a page or a program under such a name is somebody's. */
const endings: Readonly<Record<FileTraits['content'], readonly string[]>> = {
  video: ['mp4', 'webm', 'mov'],
  picture: ['jpeg', 'jpg', 'webp', 'png', 'gif', 'heic', 'avif'],
  sound: ['m4a', 'mp3', 'mp4', 'aac'],
  subtitle: ['srt', 'vtt'],
  text: ['txt', 'json'],
  recording: [],
};

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

/** Which file of its post a name says it is; undefined where it does not say. */
const fileOfName = (name: string): { readonly kind: MediaKind; readonly index: string } | undefined => {
  const [, kind, index] = kindInName.exec(name) ?? [];
  if (kind === undefined) {
    const ending = byEnding[endingOf(name)];
    return ending && { kind: ending, index: '0' };
  }
  const known = kind as MediaKind;
  const { origin, belongsTo, content } = fileTraitsOf(known);
  // Which of a person's pictures it is stands in no name.
  if (origin === 'stream' || belongsTo === 'person' || !endings[content].includes(endingOf(name))) return undefined;
  if (known !== 'image' && known !== 'subtitle') return { kind: known, index: '0' };
  return index === undefined ? undefined : { kind: known, index };
};

/** A granted folder, and how the disk is asked. */
interface Place extends Pick<CheckWork, 'disk'> {
  readonly root: FileSystemDirectoryHandle;
}

/** The posts that sidecars of one folder are about, by what the names of their other files begin with. */
const postsBeside = async (
  { disk, root }: Place,
  path: readonly string[],
  files: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> => {
  const beside = new Map<string, string>();
  const sidecars = files.filter((name) => sidecarName.test(name));
  for (let at = 0; at < sidecars.length && !signal.aborted; at += SIDECARS) {
    const piece = sidecars.slice(at, at + SIDECARS);
    for (const [place, id] of (await disk.postsIn(root, path, piece)).entries()) {
      const [, start] = sidecarName.exec(piece[place] ?? '') ?? [];
      if (start !== undefined && id !== undefined) beside.set(start, id);
    }
  }
  return beside;
};

/** Which post a file is of, by its name or by a sidecar that lies beside it. */
const postOf = (name: string, beside: ReadonlyMap<string, string>): string | undefined => {
  const id = idInName(name, Date.now());
  if (id !== undefined) return id;
  for (let end = name.lastIndexOf('-'); end > 0; end = name.lastIndexOf('-', end - 1)) {
    const known = beside.get(name.slice(0, end));
    if (known !== undefined) return known;
  }
  return undefined;
};

async function* foldersBelow(
  place: Place,
  path: readonly string[],
): AsyncGenerator<{ readonly path: readonly string[]; readonly files: readonly string[] }> {
  const { files, folders } = await place.disk.list(place.root, path);
  yield { path, files: files.filter((name) => !isOwn(name)) };
  for (const name of folders) if (!isOwn(name)) yield* foldersBelow(place, [...path, name]);
}

// Somebody may keep all their own files in the folder.
const PIECE = 500;
// Each is read to its end.
const SIDECARS = 100;

/** Where the library says that files of the folder lie. */
const knownIn = async (
  { records }: Pick<TokshelfDb, 'records'>,
  folderId: string,
  root: FileSystemDirectoryHandle,
): Promise<ReadonlySet<string>> => {
  const known = new Set<string>();
  for await (const piece of inPieces(records))
    for (const { folder, path } of piece) if (folder === folderId) known.add(pathBelow(root, path).normalize('NFC'));
  return known;
};

/**
 * What lies in a granted folder without a record, some at a time: `adoptable` says which post it is of, and that post's file is
 * not in the library, or missing.
 */
export async function* foreignIn(
  { records, disk }: Pick<TokshelfDb, 'records'> & Pick<CheckWork, 'disk'>,
  folderId: string,
  root: FileSystemDirectoryHandle,
  signal: AbortSignal,
): AsyncGenerator<readonly Finding[]> {
  const known = await knownIn({ records }, folderId, root);
  for await (const { path, files } of foldersBelow({ disk, root }, [])) {
    if (signal.aborted) return;
    const pathOf = (name: string): string => [...path, name].join('/');
    const strange = files.filter((name) => !known.has(pathOf(name).normalize('NFC')));
    if (strange.length === 0) continue;
    const beside = await postsBeside({ disk, root }, path, strange, signal);
    const taken = new Set<string>();
    for (let at = 0; at < strange.length; at += PIECE) {
      if (signal.aborted) return;
      const all = strange.slice(at, at + PIECE).map((name) => {
        const [postId, file] = [postOf(name, beside), fileOfName(name)];
        const key = postId === undefined || file === undefined ? undefined : recordKey(postId, file.kind, file.index);
        return { name, postId, key };
      });
      const keys = all.flatMap(({ key }) => key ?? []);
      const held = new Map((await records.bulkGet(keys)).map((record, place) => [keys[place], record]));
      yield all.map(({ name, postId, key }): Finding => {
        const place = { id: `${folderId}:${pathOf(name)}`, path: placedPath(root, pathOf(name)), folder: folderId };
        const record = key === undefined ? undefined : held.get(key);
        const isFree = key !== undefined && !taken.has(key) && (record === undefined || record.missing === true);
        if (!isFree || postId === undefined) return { ...place, kind: 'foreign' };
        taken.add(key);
        return { ...place, kind: 'adoptable', key, postId };
      });
    }
  }
}

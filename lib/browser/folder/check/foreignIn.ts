import type { TokshelfDb } from '@/lib/browser/database/db';
import { pathBelow, placedPath } from '@/lib/browser/folder/directoryFiles';
import { idInName } from '@/lib/model/library/idInName';
import { fileTraitsOf, type MediaKind, mediaKinds } from '@/lib/model/media';
import { recordKey } from '@/lib/model/saveRecord';
import type { Finding } from '@/lib/ports/FolderAccess';

/** What TokShelf keeps beside the files: its lists, and files that are not whole. */
const isOwn = (name: string): boolean => name.startsWith('.tokshelf');

// A sidecar of a post with thousands of comments; what is larger is nobody's caption.
const MOST_BYTES = 8_000_000;

const sidecarName = /^(.*)-(?:metadata|comments)(?: \(\d+\))?\.json$/;
const kinds = mediaKinds.toSorted((a, b) => b.length - a.length).join('|');
const kindInName = new RegExp(`(?:^|[-_ ])(${kinds})(?:[-_ ]([\\w-]+))?(?: \\(\\d+\\))?\\.\\w+$`);
const byEnding: Readonly<Record<string, MediaKind>> = { mp4: 'video', m4a: 'music', mp3: 'music' };

/** Which file of its post a name says it is; undefined where it does not say. */
export const fileOfName = (name: string): { readonly kind: MediaKind; readonly index: string } | undefined => {
  const [, kind, index] = kindInName.exec(name) ?? [];
  if (kind === undefined) {
    const ending = byEnding[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
    return ending && { kind: ending, index: '0' };
  }
  if (kind === 'live' || kind === 'chat') return undefined;
  const known = kind as MediaKind;
  // Which of a person's pictures it is stands in no name.
  if (fileTraitsOf(known).belongsTo === 'person') return undefined;
  if (known !== 'image' && known !== 'subtitle') return { kind: known, index: '0' };
  return index === undefined ? undefined : { kind: known, index };
};

interface Name {
  readonly name: string;
  readonly handle: FileSystemFileHandle;
}

/** The post that a sidecar is about. */
const postIn = async ({ handle }: Name): Promise<string | undefined> => {
  const file = await handle.getFile();
  if (file.size > MOST_BYTES) return undefined;
  try {
    const told: unknown = JSON.parse(await file.text());
    const { post, postId } = told as { readonly post?: { readonly id?: unknown }; readonly postId?: unknown };
    const id = post?.id ?? postId;
    return typeof id === 'string' && idInName(id, Date.now()) === id ? id : undefined;
  } catch {
    // Somebody's JSON, or half of ours: it names no post.
    return undefined;
  }
};

/** Which post each file of one folder is of, by its name or by a sidecar that lies beside it. */
const postsOf = async (files: readonly Name[]): Promise<ReadonlyMap<string, string>> => {
  const beside = new Map<string, string>();
  for (const file of files) {
    const [, start] = sidecarName.exec(file.name) ?? [];
    const id = start === undefined ? undefined : await postIn(file);
    if (start !== undefined && id !== undefined) beside.set(start, id);
  }
  const starts = [...beside];
  return new Map(
    files.flatMap(({ name }): [string, string][] => {
      const id = idInName(name, Date.now()) ?? starts.find(([start]) => name.startsWith(`${start}-`))?.[1];
      return id === undefined ? [] : [[name, id]];
    }),
  );
};

async function* foldersBelow(
  folder: FileSystemDirectoryHandle,
  path: readonly string[],
): AsyncGenerator<{ readonly path: readonly string[]; readonly files: readonly Name[] }> {
  const files: Name[] = [];
  const inner: FileSystemDirectoryHandle[] = [];
  for await (const [name, handle] of folder.entries()) {
    if (isOwn(name)) continue;
    if (handle.kind === 'directory') inner.push(handle as FileSystemDirectoryHandle);
    else files.push({ name, handle: handle as FileSystemFileHandle });
  }
  yield { path, files };
  for (const one of inner) yield* foldersBelow(one, [...path, one.name]);
}

// A cursor over a hundred thousand records would take many times as long, and five times as many at once hold the page up.
const PIECE = 1000;

/** Where the library says that files of the folder lie. */
const knownIn = async (
  { records }: Pick<TokshelfDb, 'records'>,
  folderId: string,
  root: FileSystemDirectoryHandle,
): Promise<ReadonlySet<string>> => {
  const known = new Set<string>();
  for (let after = ''; ; ) {
    const piece = await records.where(':id').above(after).limit(PIECE).toArray();
    for (const { folder, path } of piece) if (folder === folderId) known.add(pathBelow(root, path).normalize('NFC'));
    const last = piece.at(-1);
    if (!last || piece.length < PIECE) return known;
    after = last.key;
  }
};

/**
 * What lies in a granted folder without a record, folder by folder: `adoptable` says which post it is of, and that post's file is
 * not in the library, or missing.
 */
export async function* foreignIn(
  { records }: Pick<TokshelfDb, 'records'>,
  folderId: string,
  root: FileSystemDirectoryHandle,
  signal: AbortSignal,
): AsyncGenerator<readonly Finding[]> {
  const known = await knownIn({ records }, folderId, root);
  for await (const { path, files } of foldersBelow(root, [])) {
    if (signal.aborted) return;
    const pathOf = (name: string): string => [...path, name].join('/');
    const strange = files.filter(({ name }) => !known.has(pathOf(name).normalize('NFC')));
    if (strange.length === 0) continue;
    const posts = await postsOf(strange);
    const all = strange.map(({ name }) => {
      const [postId, file] = [posts.get(name), fileOfName(name)];
      const key = postId === undefined || file === undefined ? undefined : recordKey(postId, file.kind, file.index);
      return { name, postId, key };
    });
    const keys = all.flatMap(({ key }) => key ?? []);
    const held = new Map((await records.bulkGet(keys)).map((record, at) => [keys[at], record]));
    const taken = new Set<string>();
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

import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { stateOfFolder } from '@/lib/browser/folder/chosenFolder';
import {
  fileIn,
  folderAt,
  folderFailure,
  freeName,
  moveFile,
  pathBelow,
  placedPath,
  removeFile,
} from '@/lib/browser/folder/directoryFiles';
import type { GrantedFolder } from '@/lib/browser/folder/folderDb';
import { lockAllNames } from '@/lib/browser/folder/nameLocks';
import { GALLERY_MARK, isDataFile, RECEIVER } from '@/lib/gallery/galleryFormat';
import type { OpenGallery } from './OpenGallery';

const runName = /^g[0-9a-z]{6,12}$/;

/** Where the mark stands is ours to say: see galleryPage.ts. */
const HEAD = 600;

const isOurPage = async (file: FileSystemFileHandle): Promise<boolean> =>
  (await (await file.getFile()).slice(0, HEAD).text()).includes(`content="${GALLERY_MARK}"`);

const put = async (folder: FileSystemDirectoryHandle, name: string, text: string): Promise<FileSystemFileHandle> => {
  const file = await folder.getFileHandle(name, { create: true });
  const sink = await file.createWritable();
  await sink.write(text);
  await sink.close();
  return file;
};

const namesIn = async (folder: FileSystemDirectoryHandle): Promise<string[]> => {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
};

const isOurRun = async (run: FileSystemDirectoryHandle): Promise<boolean> => {
  const start = await fileIn(run, 'start.js');
  if (!start || start === 'taken') return false;
  return (await (await start.getFile()).slice(0, RECEIVER.length).text()) === RECEIVER;
};

/** Takes a run's own files away, and its folder when nothing else lies in it. */
const clearRun = async (files: FileSystemDirectoryHandle, name: string): Promise<void> => {
  const run = await files.getDirectoryHandle(name);
  const names = await namesIn(run);
  for (const own of names.filter(isDataFile)) await removeFile(run, own);
  if (names.every(isDataFile)) await files.removeEntry(name);
};

const clearOthers = async (files: FileSystemDirectoryHandle, keep: string): Promise<void> => {
  for (const name of await namesIn(files)) {
    if (name === keep || !runName.test(name)) continue;
    if (await isOurRun(await files.getDirectoryHandle(name))) await clearRun(files, name);
  }
};

const parts = (path: string): readonly string[] => path.split('/').filter((name) => name !== '');

/**
 * Opens a gallery in a granted folder, its page in `at` below it. Data goes into a new folder, so that the former page
 * shows all of its own until the new one takes its place. Errors: `grant`, `space`, `path`, `folder`.
 */
export const openFolderGallery = async (
  { id, handle }: Pick<GrantedFolder, 'id' | 'handle'>,
  at: string,
  name: string,
): Promise<Result<OpenGallery>> => {
  const state = await stateOfFolder(handle);
  if (state !== 'granted') return err(failure('grant', state));
  const run = `g${Date.now().toString(36)}`;
  const before = parts(at).length === 0 ? '' : `${parts(at).join('/')}/`;

  const attempt = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
    try {
      return ok(await work());
    } catch (error) {
      return err(folderFailure(error));
    }
  };

  const opened = await attempt(async () => {
    const home = await folderAt(handle, parts(at), true);
    const files = await home.getDirectoryHandle(`${name}_files`, { create: true });
    return { home, files, into: await files.getDirectoryHandle(run, { create: true }) };
  });
  if (!opened.ok) return opened;
  const { home, files, into } = opened.value;

  return ok({
    data: `${name}_files/${run}`,
    pathOf: ({ folder, path }) => {
      const below = folder === id ? pathBelow(handle, path) : undefined;
      return below?.startsWith(before) ? below.slice(before.length) : undefined;
    },
    write: (own, text) =>
      attempt(async () => {
        await put(into, own, text);
        return true as const;
      }),
    publish: (html) =>
      attempt(async () => {
        const temporary = `.tokshelf-${run}.part`;
        const file = await put(home, temporary, html);
        const page = await lockAllNames('', async () => {
          const chosen = await freeName(home, `${name}.html`, isOurPage);
          await moveFile(file, home, chosen);
          return chosen;
        });
        await clearOthers(files, run);
        return { page: placedPath(handle, `${before}${page}`) };
      }),
    drop: async () => {
      await attempt(() => clearRun(files, run));
    },
  });
};

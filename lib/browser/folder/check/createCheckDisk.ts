import { fileIn, folderAt, isNowhere, splitPath } from '@/lib/browser/folder/directoryFiles';
import { idInName } from '@/lib/model/library/idInName';
import type { CheckDisk, Look, PlacedLength } from './CheckDisk';

// Records come by the ids of posts, so that those that follow each other lie in the folders of many people.
const MOST_OPENED = 2000;
// The length of a file is a question to the browser's own process, which answers many at once sooner than one after the other.
const AT_ONCE = 25;
// A sidecar of a post with thousands of comments; what is larger is nobody's caption.
const MOST_BYTES = 8_000_000;

type Folder = FileSystemDirectoryHandle;

const inTurns = async <T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> => {
  const done: R[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE)
    done.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(work))));
  return done;
};

/** What is there, or undefined where nothing is. */
const orNothing = async <T>(there: Promise<T>): Promise<T | undefined> => {
  try {
    return await there;
  } catch (error) {
    if (isNowhere(error)) return undefined;
    throw error;
  }
};

const sizeIn = async (folder: Folder, name: string): Promise<number | undefined> => {
  const file = await fileIn(folder, name);
  return file && file !== 'taken' ? (await file.getFile()).size : undefined;
};

/** The post that a sidecar is about. */
const postIn = async (folder: Folder, name: string): Promise<string | undefined> => {
  const file = await (await folder.getFileHandle(name)).getFile();
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

/** Builds it; each folder is opened once for all its files. */
export const createCheckDisk = (): CheckDisk => {
  let last: Folder | undefined;
  const opened = new Map<string, Promise<Folder | undefined>>();
  const folderOf = (root: Folder, parts: readonly string[]): Promise<Folder | undefined> => {
    const key = JSON.stringify(parts);
    const known = opened.get(key);
    if (known) return known;
    if (opened.size >= MOST_OPENED) opened.clear();
    const folder = orNothing(folderAt(root, parts));
    opened.set(key, folder);
    return folder;
  };
  return {
    look: async (root, files) => {
      // A handle that comes from another context is another object each time.
      if (!last || !(await last.isSameEntry(root))) opened.clear();
      last = root;
      return inTurns(files, async ({ path, bytes }: PlacedLength): Promise<Look> => {
        const { folders, name } = splitPath(path);
        const inside = await folderOf(root, folders);
        const size = inside && (await orNothing(sizeIn(inside, name)));
        if (size === undefined) return 'missing';
        return size === bytes ? 'there' : 'changed';
      });
    },
    list: async (root, path) => {
      const [files, folders]: [string[], string[]] = [[], []];
      const read = async (): Promise<void> => {
        for await (const [name, { kind }] of (await folderAt(root, path)).entries())
          (kind === 'directory' ? folders : files).push(name);
      };
      await (path.length === 0 ? read() : orNothing(read()));
      return { files, folders };
    },
    postsIn: async (root, path, names) => {
      const folder = await orNothing(folderAt(root, path));
      return inTurns(names, async (name) => folder && (await orNothing(postIn(folder, name))));
    },
  };
};

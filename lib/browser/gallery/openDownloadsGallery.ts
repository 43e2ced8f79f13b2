import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { DownloadEnd, Downloads } from '@/lib/ports/Downloads';
import type { OpenGallery } from './OpenGallery';
import { type OwnGallery, ownGallery, rememberGallery } from './ownGalleries';

/** What the person should hear of: the browser keeps a file back, since it asks something. */
type OnHeld = (held: boolean) => void;

interface Landed {
  readonly id: number;
  /** The whole path, with slashes. */
  readonly path: string;
}

// A few kilobytes take no time: by then the browser waits for the person.
const HELD_MS = 4000;
const LOOK_MS = 500;

const slashes = (path: string): string => path.replaceAll('\\', '/');

const newName = (): string => `g${crypto.randomUUID().slice(0, 8)}`;

/** Saves texts as downloads, one after the other. */
const createSaver = (downloads: Downloads, signal: AbortSignal, onHeld: OnHeld) => {
  const ends = new Map<number, DownloadEnd | undefined>();
  const waiting = new Map<number, (end: DownloadEnd | undefined) => void>();
  const stop = downloads.onEnd((id, end) => {
    ends.set(id, end);
    waiting.get(id)?.(end);
  });

  const endOf = (id: number): Promise<DownloadEnd | undefined> =>
    ends.has(id) ? Promise.resolve(ends.get(id)) : new Promise((resolve) => void waiting.set(id, resolve));

  const settle = async (id: number): Promise<DownloadEnd | undefined> => {
    const startedAt = Date.now();
    let held = false;
    const look = setInterval(() => {
      if (signal.aborted) void downloads.cancel(id);
      if (held || Date.now() - startedAt < HELD_MS) return;
      held = true;
      onHeld(true);
    }, LOOK_MS);
    try {
      const end = await endOf(id);
      return end?.path ? end : ((await downloads.findById(id)) ?? end);
    } finally {
      clearInterval(look);
      waiting.delete(id);
      ends.delete(id);
      if (held) onHeld(false);
    }
  };

  const lost = (end: DownloadEnd | undefined): Failure => end?.error ?? failure('folder', 'the browser dropped it');

  const save = async (
    path: string,
    text: string,
    type: string,
    conflict: 'overwrite' | 'uniquify',
  ): Promise<Result<Landed>> => {
    const url = URL.createObjectURL(new Blob([text], { type }));
    try {
      const started = await downloads.start({ url, path, conflict });
      if (!started.ok) return started;
      const end = await settle(started.value);
      if (end?.state === 'complete') return ok({ id: end.id, path: slashes(end.path) });
      await downloads.forget(started.value);
      return err(lost(end));
    } finally {
      URL.revokeObjectURL(url);
    }
  };
  return { save, stop };
};

/**
 * Opens a gallery in the browser's downloads, its page in `at` below them. No download can be moved or looked into: so data
 * goes in turn into two folders, of which the page refers to one, and the page is written over only where the browser
 * still knows it as a download of ours that lies there. Errors: those of downloads.
 */
export const openDownloadsGallery = async (
  downloads: Downloads,
  at: string,
  name: string,
  signal: AbortSignal,
  onHeld: OnHeld,
): Promise<Result<OpenGallery>> => {
  const before = at === '' ? '' : `${at}/`;
  const asked = `${before}${name}.html`;
  const known = ownGallery(asked);
  const { save, stop } = createSaver(downloads, signal, onHeld);
  let folder = known?.former ?? newName();
  const written: number[] = [];

  const saveData = async (own: string, text: string, conflict: 'overwrite' | 'uniquify'): Promise<Result<Landed>> => {
    const type = own.endsWith('.css') ? 'text/css' : 'text/javascript';
    const saved = await save(`${before}${name}_files/${folder}/${own}`, text, type, conflict);
    if (saved.ok) written.push(saved.value.id);
    return saved;
  };

  const conflictOf = (): 'overwrite' | 'uniquify' => (folder === known?.former ? 'overwrite' : 'uniquify');

  /** The first file tells where downloads go now. */
  const first = async (): Promise<Result<string>> => {
    for (;;) {
      const saved = await saveData('mark.js', '', conflictOf());
      if (!saved.ok) return saved;
      const end = `${before}${name}_files/${folder}/mark.js`;
      if (saved.value.path.endsWith(`/${end}`)) return ok(saved.value.path.slice(0, -end.length));
      // Something has that very name: another folder, then.
      await downloads.removeFile?.(saved.value.id);
      folder = newName();
    }
  };

  const root = await first();
  if (!root.ok) {
    stop();
    return root;
  }

  const isThere = async ({ downloadId, path }: OwnGallery): Promise<boolean> => {
    const state = await downloads.findById(downloadId);
    return state?.state === 'complete' && state.exists && slashes(state.path) === path;
  };

  const forgetAll = async (): Promise<void> => {
    for (const id of written) await downloads.forget(id);
  };

  return ok({
    data: `${name}_files/${folder}`,
    pathOf: ({ folder: granted, path }) => {
      const own = `${root.value}${before}`;
      const placed = slashes(path);
      return granted === undefined && placed.startsWith(own) ? placed.slice(own.length) : undefined;
    },
    write: async (own, text) => {
      const saved = await saveData(own, text, conflictOf());
      return saved.ok ? ok(true) : saved;
    },
    publish: async (html) => {
      const replaced = known?.path.startsWith(root.value) && (await isThere(known)) ? known : undefined;
      const path = replaced?.path.slice(root.value.length) ?? asked;
      const saved = await save(path, html, 'text/html', replaced ? 'overwrite' : 'uniquify');
      if (saved.ok) {
        const { id: downloadId, path: page } = saved.value;
        const former = known && known.current !== folder ? { former: known.current } : {};
        rememberGallery(asked, { path: page, downloadId, current: folder, ...former });
        if (replaced) await downloads.forget(replaced.downloadId);
        await forgetAll();
      }
      stop();
      return saved.ok ? ok({ page: saved.value.path, downloadId: saved.value.id }) : saved;
    },
    drop: async () => {
      for (const id of written) await downloads.removeFile?.(id);
      await forgetAll();
      stop();
    },
  });
};

import { resolveObjectURL } from 'node:buffer';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { ok } from '@/lib/base/result';
import type { OpenGallery } from '@/lib/browser/gallery/OpenGallery';
import { openDownloadsGallery } from '@/lib/browser/gallery/openDownloadsGallery';
import type { DownloadState, Downloads } from '@/lib/ports/Downloads';

const ROOT = '/home/me/Downloads/';

/** A download manager over a disk, as browsers are: it chooses another name, or writes over, as it is told. */
const createFakeDownloads = () => {
  const disk = new Map<string, string>();
  const states = new Map<number, DownloadState>();
  const callbacks = new Set<Parameters<Downloads['onEnd']>[0]>();
  let ids = 0;
  /** Paths that the browser saw nothing at when it looked last. */
  const seenGone = new Set<string>();
  const fake = { disk, states, seenGone, refuses: (_path: string): boolean => false, root: ROOT };
  const free = (path: string): string => {
    const dot = path.lastIndexOf('.');
    for (let n = 1, name = path; ; n += 1) {
      if (!disk.has(name)) return name;
      name = `${path.slice(0, dot)} (${n})${path.slice(dot)}`;
    }
  };
  const downloads: Downloads = {
    start: async ({ url, path, conflict }) => {
      ids += 1;
      const id = ids;
      const text = (await resolveObjectURL(url)?.text()) ?? '';
      const place = conflict === 'overwrite' ? `${fake.root}${path}` : free(`${fake.root}${path}`);
      const facts = { id, url, path: place, bytes: text.length, startedAt: 0 };
      const state: DownloadState = fake.refuses(path)
        ? { ...facts, state: 'interrupted', exists: false, error: failure('space') }
        : { ...facts, state: 'complete', exists: true };
      if (state.state === 'complete') disk.set(place, text);
      states.set(id, state);
      setTimeout(() => callbacks.forEach((callback) => void callback(id, state)));
      return ok(id);
    },
    findById: async (id) => {
      const state = states.get(id);
      return state && { ...state, exists: disk.has(state.path) && !seenGone.has(state.path) };
    },
    findByUrl: async () => undefined,
    cancel: async () => undefined,
    forget: async (id) => void states.delete(id),
    removeFile: async (id) => void disk.delete(states.get(id)?.path ?? ''),
    onEnd: (callback) => {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
  };
  return Object.assign(fake, { downloads });
};

let fake: ReturnType<typeof createFakeDownloads>;
beforeEach(() => {
  fake = createFakeDownloads();
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});

const open = async (): Promise<OpenGallery> => {
  const signal = new AbortController().signal;
  const opened = await openDownloadsGallery(fake.downloads, 'tiktok', 'index', signal, () => undefined);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
};

const writeWhole = async (text: string) => {
  const gallery = await open();
  for (const name of ['start.js', 'posts-0.js']) expect((await gallery.write(name, text)).ok).toBe(true);
  const published = await gallery.publish(`page ${text} ${gallery.data}`);
  if (!published.ok) throw new Error(published.error.code);
  return { page: published.value.page, data: gallery.data };
};

/** What the page at a path shows: the texts of the data that it refers to. */
const shownBy = (page: string): readonly string[] => {
  const data = fake.disk.get(page)?.split(' ').at(-1);
  return [...fake.disk].flatMap(([path, text]) =>
    path.startsWith(`${ROOT}tiktok/${data}/`) && /(?:start|posts-0)\.js$/.test(path) ? [text] : [],
  );
};

describe('a gallery in the downloads', () => {
  it('takes its own place again and again, in two data folders by turns, and leaves one download on the list', async () => {
    const folders = new Set<string>();
    for (const text of ['one', 'two', 'three', 'four']) {
      const { page, data } = await writeWhole(text);
      expect(page).toBe(`${ROOT}tiktok/index.html`);
      expect(shownBy(page)).toEqual([text, text]);
      expect(fake.states.size).toBe(1);
      folders.add(data);
    }
    expect(folders.size).toBe(2);
    expect([...fake.disk.keys()].filter((path) => path.includes('(1)'))).toEqual([]);
  });

  it("takes another name beside a stranger's page, and where ours was taken away and a stranger's came", async () => {
    fake.disk.set(`${ROOT}tiktok/index.html`, 'not ours');
    expect((await writeWhole('one')).page).toBe(`${ROOT}tiktok/index (1).html`);
    expect((await writeWhole('two')).page).toBe(`${ROOT}tiktok/index (1).html`);
    // Ours was deleted, as the browser saw, and somebody put his own there since.
    fake.seenGone.add(`${ROOT}tiktok/index (1).html`);
    fake.disk.set(`${ROOT}tiktok/index (1).html`, 'not ours either');
    expect((await writeWhole('three')).page).toBe(`${ROOT}tiktok/index (2).html`);
    // The browser's list was cleared: nothing tells any more whose the page is.
    fake.states.clear();
    fake.disk.set(`${ROOT}tiktok/index (2).html`, 'nor this');
    expect((await writeWhole('four')).page).toBe(`${ROOT}tiktok/index (3).html`);
    expect(fake.disk.get(`${ROOT}tiktok/index (2).html`)).toBe('nor this');
    expect(fake.disk.get(`${ROOT}tiktok/index.html`)).toBe('not ours');
    expect(fake.disk.get(`${ROOT}tiktok/index (1).html`)).toBe('not ours either');
  });

  it('shows all of the former one until its page is there, whatever is written and dropped meanwhile', async () => {
    const { page } = await writeWhole('one');
    await writeWhole('two');
    const gallery = await open();
    await gallery.write('start.js', 'half');
    expect(shownBy(page)).toEqual(['two', 'two']);
    await gallery.drop();
    expect(shownBy(page)).toEqual(['two', 'two']);
    expect([...fake.disk.values()]).not.toContain('half');
  });

  it('says how a download ended, and knows the way to files below its page alone', async () => {
    const gallery = await open();
    const at = (path: string, folder?: string) =>
      gallery.pathOf({ path, relativePath: '', ...(folder === undefined ? {} : { folder }) });
    expect(at(`${ROOT}tiktok/a/b.mp4`)).toBe('a/b.mp4');
    expect(at('/mnt/other/tiktok/a/b.mp4')).toBeUndefined();
    expect(at(`${ROOT}tiktok/a/b.mp4`, 'granted')).toBeUndefined();
    fake.refuses = () => true;
    expect(await gallery.write('posts-0.js', 'x')).toMatchObject({ ok: false, error: { code: 'space' } });
  });

  it('reads paths of Windows', async () => {
    fake.root = 'C:\\Users\\me\\Downloads\\';
    const gallery = await open();
    const path = 'C:\\Users\\me\\Downloads\\tiktok\\post\\a.mp4';
    expect(gallery.pathOf({ path, relativePath: '' })).toBe('post/a.mp4');
  });
});

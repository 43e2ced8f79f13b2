import browser from 'webextension-polyfill';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { createBrowserDownloads } from '@/lib/browser/downloads/createBrowserDownloads';
import { folderDb } from '@/lib/browser/folder/folderDb';
import { collectPosts, type GalleryPosts } from '@/lib/gallery/collectPosts';
import type { GalleryOrder, GalleryTally } from '@/lib/gallery/GalleryOrder';
import {
  dataName,
  dataScript,
  GALLERY_VERSION,
  type GalleryPost,
  type GalleryStart,
  type LeftOut,
  postChunks,
} from '@/lib/gallery/galleryFormat';
import type { WorkSignals } from '@/lib/ports/FolderAccess';
import { galleryPage } from './galleryPage';
import type { OpenGallery } from './OpenGallery';
import { openDownloadsGallery } from './openDownloadsGallery';
import { openFolderGallery } from './openFolderGallery';
import { belongsTo, countWaiting, postsWithThumbs, type ReadPost, readSaved, readThumbAddresses } from './readSaved';
import { readTexts } from './readTexts';

// Half a megabyte a file: what is in sight needs a few of them.
const THUMBS_EACH = 100;

// A file is read when one of its posts is looked at.
const TEXTS_EACH = 20;

const nothing: LeftOut = { missing: 0, elsewhere: 0, waiting: 0 };

/** Which place holds the most of the posts' files: a granted folder's id, or the browser's downloads. */
const mainPlace = (posts: readonly ReadPost[]): string | undefined => {
  const counts = new Map<string | undefined, number>();
  for (const { files } of posts)
    for (const { folder, missing } of files) if (!missing) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
};

/** The folder that the files there share below the root, as they were asked for: `tiktok`, or none. */
const sharedFolder = (posts: readonly ReadPost[], place: string | undefined): string => {
  const firsts = new Set<string>();
  for (const { files } of posts)
    for (const { folder, relativePath } of files)
      if (folder === place) firsts.add(relativePath.includes('/') ? (relativePath.split('/')[0] ?? '') : '');
  const [first = '', ...others] = firsts;
  return others.length === 0 ? first : '';
};

const codeOf = async (path: '/gallery.js' | '/assets/gallery.css'): Promise<string> =>
  (await fetch(browser.runtime.getURL(path))).text();

/** A file of data, made when its turn comes: all at once would be too much to hold. */
type DataFile = readonly [string, () => Promise<string>];

const thumbFiles = (posts: readonly GalleryPost[]): DataFile[] =>
  Array.from({ length: Math.ceil(posts.length / THUMBS_EACH) }, (_, chunk) => {
    const ids = posts.slice(chunk * THUMBS_EACH, (chunk + 1) * THUMBS_EACH).map(({ id }) => id);
    return [`${dataName('thumbs', chunk)}.js`, async () => dataScript('thumbs', chunk, await readThumbAddresses(ids))];
  });

const textFiles = (posts: readonly GalleryPost[], saved: readonly ReadPost[]): DataFile[] => {
  const filesOf = new Map(saved.map(({ id, files }) => [id, files]));
  return Array.from({ length: Math.ceil(posts.length / TEXTS_EACH) }, (_, chunk): DataFile[] => {
    const some = posts.slice(chunk * TEXTS_EACH, (chunk + 1) * TEXTS_EACH);
    if (!some.some(({ texts }) => texts)) return [];
    const read = ({ id, texts }: GalleryPost) => (texts ? readTexts(id, filesOf.get(id) ?? []) : null);
    return [
      [`${dataName('texts', chunk)}.js`, async () => dataScript('texts', chunk, await Promise.all(some.map(read)))],
    ];
  }).flat();
};

const dataFiles = (
  order: GalleryOrder,
  { posts, authors }: GalleryPosts,
  leftOut: LeftOut,
  saved: readonly ReadPost[],
): DataFile[] => {
  const chunks = postChunks(posts);
  const start: GalleryStart = {
    version: GALLERY_VERSION,
    part: order.label,
    words: order.words,
    authors,
    posts: posts.length,
    chunks: chunks.length,
    thumbsEach: THUMBS_EACH,
    textsEach: TEXTS_EACH,
    writtenAt: Date.now(),
    leftOut,
  };
  return [
    // By its first word a run of ours is told from a stranger's folder.
    ['start.js', async () => dataScript('start', start)],
    ['gallery.js', () => codeOf('/gallery.js')],
    ['gallery.css', () => codeOf('/assets/gallery.css')],
    ...chunks.map(
      (some, chunk): DataFile => [`${dataName('posts', chunk)}.js`, async () => dataScript('posts', chunk, some)],
    ),
    ...thumbFiles(posts),
    ...textFiles(posts, saved),
  ];
};

/**
 * Writes a gallery beside the files it shows, which any browser opens from the disk; where one of ours of that name is, it
 * takes its place once it is whole. Stopped or cut off, it leaves the former one as it was. Errors: `grant`, `space`, `path`,
 * `folder` and what else ends a download; `input` while another page writes one.
 */
export const writeGallery = (
  order: GalleryOrder,
  { signal, onProgress }: WorkSignals<GalleryTally>,
): Promise<Result<GalleryTally>> => {
  let tally: GalleryTally = { total: 0, written: 0, held: false, posts: 0, leftOut: nothing };
  const tell = (more: Partial<GalleryTally>): void => {
    tally = { ...tally, ...more };
    onProgress(tally);
  };

  const open = async (place: string | undefined, at: string): Promise<Result<OpenGallery>> => {
    if (place === undefined)
      return openDownloadsGallery(createBrowserDownloads(), at, order.name, signal, (held) => tell({ held }));
    const folder = await folderDb().folders.get(place);
    return folder ? openFolderGallery(folder, at, order.name) : err(failure('grant', 'the folder is not known here'));
  };

  const fill = async (gallery: OpenGallery, files: readonly DataFile[]): Promise<Result<boolean>> => {
    tell({ total: files.length });
    for (const [name, text] of files) {
      if (signal.aborted) return ok(false);
      const written = await gallery.write(name, await text());
      // Whoever stops it while the browser asks something gets the failure of that file, which is no news.
      if (!written.ok) return signal.aborted ? ok(false) : written;
      tell({ written: tally.written + 1 });
    }
    return ok(true);
  };

  const write = async (): Promise<Result<GalleryTally>> => {
    const belongs = await belongsTo(order.part);
    const saved = await readSaved(belongs, signal);
    if (signal.aborted || saved.length === 0) return ok(tally);
    const [waiting, thumbs] = await Promise.all([countWaiting(belongs), postsWithThumbs()]);
    const place = mainPlace(saved);
    const opened = await open(place, sharedFolder(saved, place));
    if (!opened.ok) return signal.aborted ? ok(tally) : opened;
    const gallery = opened.value;
    const found = collectPosts(
      saved.map((post) => ({
        ...post,
        files: post.files.map((file) => ({ ...file, path: gallery.pathOf(file) })),
      })),
      (postId) => thumbs.has(postId),
      place !== undefined,
    );
    tell({ posts: found.posts.length, leftOut: { ...found.leftOut, waiting } });
    const filled =
      found.posts.length === 0 ? ok(false) : await fill(gallery, dataFiles(order, found, tally.leftOut, saved));
    if (!filled.ok || !filled.value) {
      await gallery.drop();
      return filled.ok ? ok(tally) : filled;
    }
    const published = await gallery.publish(galleryPage(order, gallery.data));
    if (!published.ok) {
      await gallery.drop();
      return published;
    }
    tell(published.value);
    return ok(tally);
  };

  return navigator.locks.request('tokshelf-gallery', { ifAvailable: true }, (lock) =>
    lock ? write() : Promise.resolve(err(failure('input', 'another page is at it'))),
  );
};

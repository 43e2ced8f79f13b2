import { type ReadonlySignal, signal } from '@preact/signals';
import { type Failure, failure } from '@/lib/base/failure';
import { readComments, toVtt } from '@/lib/media/readSidecars';
import type { SavedComment } from '@/lib/model/library/savedComment';
import type { SavedFile, SavedPost } from '@/lib/model/library/savedPost';
import { fileTraitsOf, type MediaKind } from '@/lib/model/media';
import type { ViewerPorts } from './ViewerPorts';

/** What can be shown of a post: addresses hold until the viewer has moved on. */
export interface ViewedPost {
  readonly postId: string;
  /** Absent when no file of it is saved any more. */
  readonly post?: SavedPost;
  readonly video?: string;
  readonly pictures: readonly string[];
  readonly music?: string;
  readonly subtitles: readonly { readonly language: string; readonly url: string }[];
  readonly comments: readonly SavedComment[];
  /**
   * Why nothing of it can be played here: it lies where only the browser can open it, this browser cannot play what is in it,
   * or it cannot be read.
   */
  readonly hindrance?: 'elsewhere' | 'unplayable' | Failure;
}

/** Posts one after the other; of each and its two neighbours the files are held ready. */
export interface Viewer {
  readonly count: number;
  /** Place of the post in sight, from 0. */
  readonly place: ReadonlySignal<number>;
  /** Undefined while it is read. */
  readonly view: ReadonlySignal<ViewedPost | undefined>;
  /** Shows the post at a place; beyond the ends nothing happens. */
  show(place: number): void;
  /** Reads the post in sight again: its folder can be read now, or its file is there again. */
  reload(): void;
  /** What is in sight could not be played: its file went away meanwhile, or the browser does not know what is in it. */
  fail(): Promise<void>;
  /** Lets go of everything. */
  close(): void;
}

interface Held {
  readonly urls: string[];
  readonly view: Promise<ViewedPost>;
  isDropped: boolean;
}

// What people edited may be of any size; ours are far below.
const LONGEST_TEXT = 8_000_000;

const byIndex = (a: SavedFile, b: SavedFile): number => (a.index < b.index ? -1 : a.index > b.index ? 1 : 0);

/** Builds it on its ports and shows the post at `start`; `onError` hears when the database cannot be read. */
export const createViewer = (
  ports: ViewerPorts,
  postIds: readonly string[],
  start: number,
  onError: (error: unknown) => void,
): Viewer => {
  const held = new Map<string, Held>();
  const place = signal(start);
  const view = signal<ViewedPost | undefined>(undefined);

  const read = async (postId: string, own: Pick<Held, 'urls' | 'isDropped'>): Promise<ViewedPost> => {
    const none = { postId, pictures: [], subtitles: [], comments: [] };
    const post = await ports.readPost(postId);
    if (!post) return { ...none, hindrance: failure('file', 'no file of the post is saved') };
    let hindrance: ViewedPost['hindrance'];

    const ofKind = (kind: MediaKind): SavedFile[] => post.files.filter((file) => file.kind === kind).sort(byIndex);
    const urlOf = (blob: Blob): string | undefined => {
      if (own.isDropped) return undefined;
      const url = ports.createUrl(blob);
      own.urls.push(url);
      return url;
    };
    const blobOf = async (file: SavedFile | undefined): Promise<Blob | undefined> => {
      if (!file) return undefined;
      const got = await ports.readFile(file.key);
      if (got.ok && got.value) return got.value;
      const isMain = fileTraitsOf(file.kind).standsForPost;
      if (isMain || !hindrance) hindrance = got.ok ? 'elsewhere' : got.error;
      return undefined;
    };
    const open = async (file: SavedFile | undefined): Promise<string | undefined> => {
      const blob = await blobOf(file);
      return blob && urlOf(blob);
    };
    const openAll = async (files: readonly SavedFile[]): Promise<readonly string[]> =>
      (await Promise.all(files.map(open))).filter((url) => url !== undefined);
    const textOf = async (file: SavedFile): Promise<string> => {
      const blob = await blobOf(file);
      return blob && blob.size <= LONGEST_TEXT ? blob.text() : '';
    };

    const [film] = ofKind('video');
    const video = await open(film);
    const images = await openAll(ofKind('image'));
    const pictures = film || images.length > 0 ? images : await openAll(ofKind('cover').slice(0, 1));
    const music = film ? undefined : await open(ofKind('music')[0]);
    const subtitles = await Promise.all(
      ofKind('subtitle').map(async (file) => {
        const text = await textOf(file);
        const url = text === '' ? undefined : urlOf(new Blob([toVtt(text)], { type: 'text/vtt' }));
        return url === undefined ? [] : [{ language: file.index, url }];
      }),
    );
    const comments = await Promise.all(ofKind('comments').map(async (file) => readComments(await textOf(file)) ?? []));
    const isShown = video !== undefined || pictures.length > 0 || music !== undefined;
    return {
      ...{ postId, post, pictures, subtitles: subtitles.flat(), comments: comments.flat() },
      ...(video === undefined ? {} : { video }),
      ...(music === undefined ? {} : { music }),
      ...(isShown ? {} : { hindrance: hindrance ?? failure('file', 'nothing that can be looked at') }),
    };
  };

  const hold = (postId: string): Held => {
    const known = held.get(postId);
    if (known) return known;
    const own = { urls: [] as string[], isDropped: false };
    const next: Held = Object.assign(own, { view: read(postId, own) });
    held.set(postId, next);
    return next;
  };

  const drop = (postId: string): void => {
    const one = held.get(postId);
    held.delete(postId);
    if (!one) return;
    one.isDropped = true;
    for (const url of one.urls) ports.revokeUrl(url);
  };

  let stopWatching = (): void => {};
  const reload = (): void => {
    const current = postIds[place.peek()];
    if (current !== undefined) drop(current);
    view.value = undefined;
    void present();
  };
  /** Shows it; where it cannot be played, until its records change: it is being saved again, say. */
  const put = (next: ViewedPost): void => {
    stopWatching();
    stopWatching = next.hindrance === undefined ? () => {} : ports.watchPost(next.postId, reload);
    view.value = next;
  };

  /** What a post holds now; what could not be read when it was a neighbour may be there by now. */
  const look = async (postId: string): Promise<ViewedPost> => {
    const isHeld = held.has(postId);
    const known = await hold(postId).view;
    if (!isHeld || known.hindrance === undefined || !held.has(postId)) return known;
    drop(postId);
    return hold(postId).view;
  };

  const present = async (): Promise<void> => {
    const at = place.peek();
    const near = [at, at + 1, at - 1].flatMap((one) => postIds[one] ?? []);
    for (const postId of [...held.keys()]) if (!near.includes(postId)) drop(postId);
    const [current] = near;
    if (current === undefined) return;
    if (view.peek()?.postId !== current) view.value = undefined;
    try {
      const next = await look(current);
      if (place.peek() !== at || !held.has(current)) return;
      put(next);
      // The neighbours wait until what is looked at has its bytes.
      for (const postId of near.slice(1)) void hold(postId).view.catch(onError);
    } catch (error) {
      drop(current);
      onError(error);
    }
  };

  void present();
  return {
    count: postIds.length,
    place,
    view,
    show: (next) => {
      if (next < 0 || next >= postIds.length || next === place.peek()) return;
      place.value = next;
      void present();
    },
    reload,
    fail: async () => {
      const failed = view.peek();
      if (!failed || failed.hindrance !== undefined) return;
      const { postId } = failed;
      drop(postId);
      try {
        const now = await hold(postId).view;
        if (view.peek() === failed) put({ ...now, hindrance: now.hindrance ?? 'unplayable' });
      } catch (error) {
        drop(postId);
        onError(error);
      }
    },
    close: () => {
      stopWatching();
      for (const postId of [...held.keys()]) drop(postId);
    },
  };
};

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { foldText } from '@/lib/base/foldText';
import {
  dataName,
  type GalleryData,
  type GalleryPost,
  type GalleryStart,
  type GalleryTexts,
} from '@/lib/gallery/galleryFormat';
import { postAddress } from '@/lib/tiktok/address/readAddress';
import { createDataFiles } from './createDataFiles';

/** What the gallery is narrowed to. */
export interface GalleryQuery {
  readonly words: string;
  /** Place among the authors. */
  readonly author: number | undefined;
  /** `YYYY-MM` in local time, or empty. */
  readonly month: string;
}

export const everything: GalleryQuery = { words: '', author: undefined, month: '' };

/** A post of the gallery, with its words folded once. */
export interface GalleryEntry {
  readonly post: GalleryPost;
  /** Place among all. */
  readonly place: number;
  readonly folded: string;
  readonly month: string;
}

/** A gallery that was opened, and what is seen of it. */
export interface GalleryModel {
  /** Absent until its first data is there. */
  readonly start: ReadonlySignal<GalleryStart | undefined>;
  /** All that is read so far. */
  readonly entries: ReadonlySignal<readonly GalleryEntry[]>;
  /** Everything is read. */
  readonly whole: ReadonlySignal<boolean>;
  /** A file of data is not there: the gallery was not copied as a whole. */
  readonly broken: ReadonlySignal<boolean>;
  readonly query: Signal<GalleryQuery>;
  readonly found: ReadonlySignal<readonly GalleryEntry[]>;
  /** Months with posts, newest first. */
  readonly months: ReadonlySignal<readonly string[]>;
  /** The post that is played; undefined while none is. */
  readonly shown: Signal<GalleryEntry | undefined>;
  /** Plays the post so many places after the shown one among those that are found; nothing happens at the ends. */
  step(by: number): void;
  /** Handle and nickname of a post's author. */
  authorOf(post: GalleryPost): readonly [string, string];
  /** The address of the post on the site: opened by a press, and by nothing else. */
  addressOf(post: GalleryPost): string;
  /** The post's small picture; undefined where there is none. */
  thumbOf(entry: GalleryEntry): Promise<string | undefined>;
  /** What stands in the post's subtitles and comments; undefined where that was not taken along. */
  textsOf(entry: GalleryEntry): Promise<GalleryTexts | undefined>;
  /** What data files are handed to. */
  readonly data: GalleryData;
  /** Reads the rest of the posts, file by file. */
  readRest(): Promise<void>;
}

/** Runs a file of data by its name; rejects where there is none. */
export type LoadData = (name: string) => Promise<void>;

/** A few hundred pictures: more than are in sight, less than a browser minds. */
const MOST_THUMB_FILES = 30;
const MOST_TEXT_FILES = 3;

const monthOf = (time: number): string => {
  const date = new Date(time);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`;
};

/** Builds the model; `load` runs a file of data. */
export const createGalleryModel = (load: LoadData): GalleryModel => {
  const start = signal<GalleryStart | undefined>(undefined);
  const entries = signal<readonly GalleryEntry[]>([]);
  const whole = signal(false);
  const broken = signal(false);
  const query = signal(everything);
  const shown = signal<GalleryEntry | undefined>(undefined);
  const thumbs = createDataFiles<string>((chunk) => load(dataName('thumbs', chunk)), MOST_THUMB_FILES);
  const texts = createDataFiles<GalleryTexts | null>((chunk) => load(dataName('texts', chunk)), MOST_TEXT_FILES);

  const authorOf = ({ by }: GalleryPost): readonly [string, string] => start.value?.authors[by] ?? ['', ''];

  const entryOf = (post: GalleryPost, place: number): GalleryEntry => {
    const [handle, name] = authorOf(post);
    const folded = foldText(`${post.words}\n${name}\n@${handle}\n${post.id}`);
    return { post, place, folded, month: monthOf(post.at) };
  };

  const found = computed(() => {
    const { words, author, month } = query.value;
    const parts = foldText(words).split(/\s+/).filter(Boolean);
    return entries.value.filter(
      ({ post, folded, month: own }) =>
        (author === undefined || post.by === author) &&
        (month === '' || own === month) &&
        parts.every((part) => folded.includes(part)),
    );
  });

  return {
    start,
    entries,
    whole,
    broken,
    query,
    found,
    shown,
    months: computed(() => [...new Set(entries.value.map(({ month }) => month))].toSorted().toReversed()),
    authorOf,
    addressOf: (post) => postAddress(post.id, authorOf(post)[0] || undefined, post.video === undefined),
    step: (by) => {
      const at = found.peek().findIndex(({ post }) => post === shown.peek()?.post);
      shown.value = found.peek()[at + by] ?? shown.peek();
    },
    thumbOf: async ({ post, place }) =>
      (post.thumb && (await thumbs.valueOf(place, start.peek()?.thumbsEach))) || undefined,
    textsOf: async ({ post, place }) =>
      (post.texts && (await texts.valueOf(place, start.peek()?.textsEach))) || undefined,
    data: {
      start: (first) => {
        start.value = first;
      },
      posts: (chunk, posts) => {
        const from = entries.peek().length;
        entries.value = [...entries.peek(), ...posts.map((post, at) => entryOf(post, from + at))];
        whole.value = start.peek()?.chunks === chunk + 1;
      },
      thumbs: thumbs.arrive,
      texts: texts.arrive,
    },
    readRest: async () => {
      try {
        for (let chunk = entries.peek().length > 0 ? 1 : 0; chunk < (start.peek()?.chunks ?? 0); chunk += 1)
          await load(dataName('posts', chunk));
      } catch {
        broken.value = true;
      }
    },
  };
};

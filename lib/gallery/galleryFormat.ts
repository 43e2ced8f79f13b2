import type { SavedComment } from '@/lib/model/library/savedComment';
import type { MessageKey } from '@/lib/ports/Messages';

/** Raised when a gallery's script would not understand what an earlier one wrote, or the other way round. */
export const GALLERY_VERSION = 1;

/** What the page names itself in its head: by it a file of ours is told from a stranger's. */
export const GALLERY_MARK = 'TokShelf gallery';

/** A post with the addresses of its files, relative to the gallery's page and encoded. */
export interface GalleryPost {
  readonly id: string;
  /** Place among {@link GalleryStart.authors}. */
  readonly by: number;
  /** When it was posted, ms; when it was saved where that is not known. */
  readonly at: number;
  /** The caption. */
  readonly words: string;
  readonly video?: string;
  readonly pictures?: readonly string[];
  /** The sound of a slideshow, or what is there of a post that is nothing but a sound. */
  readonly music?: string;
  /** Saved subtitles: language and address. */
  readonly subtitles?: readonly (readonly [string, string])[];
  /** The address of the saved comments. */
  readonly comments?: string;
  /** 1 where the thumbnails hold one for it. */
  readonly thumb?: 1;
  /** 1 where the texts hold what its subtitles and comments say. */
  readonly texts?: 1;
}

/** What stands in a post's subtitles and comments: a page from the disk may not read the files themselves. */
export interface GalleryTexts {
  /** Language, and of each line the seconds from and to which it is shown. */
  readonly subtitles: readonly (readonly [string, readonly (readonly [number, number, string])[]])[];
  readonly comments: readonly SavedComment[];
}

/** How many files a gallery leaves out, by reason. */
export interface LeftOut {
  /** Gone from the disk. */
  readonly missing: number;
  /** Below another folder, which no relative address leads to. */
  readonly elsewhere: number;
  /** Planned or on their way. */
  readonly waiting: number;
}

/** What the page needs first. */
export interface GalleryStart {
  readonly version: number;
  /** What part of the library it is; empty for all of it. */
  readonly part: string;
  /** The words it speaks with, as they are written: `$1`, `$2`… stand for what is filled in. */
  readonly words: Readonly<Partial<Record<MessageKey, string>>>;
  /** Handle and nickname. */
  readonly authors: readonly (readonly [string, string])[];
  readonly posts: number;
  /** How many files of posts, and of thumbnails, there are. */
  readonly chunks: number;
  /** Thumbnails a file, in the order of the posts. */
  readonly thumbsEach: number;
  /** Posts' texts a file, in the same order. Where none of its posts has any there is no file. */
  readonly textsEach: number;
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
  readonly leftOut: LeftOut;
}

/** What data files hand to the page's script. */
export interface GalleryData {
  start(start: GalleryStart): void;
  posts(chunk: number, posts: readonly GalleryPost[]): void;
  /** Addresses of `data:`; empty text for a post without one. */
  thumbs(chunk: number, thumbs: readonly string[]): void;
  /** Null for a post without any. */
  texts(chunk: number, texts: readonly (GalleryTexts | null)[]): void;
}

/** Data that is spread over several files; the compiler names one that is left out. */
const chunked = { posts: true, thumbs: true, texts: true } as const satisfies Record<
  Exclude<keyof GalleryData, 'start'>,
  true
>;

/** The name of a data file, without `.js`. */
export const dataName = (data: keyof typeof chunked, chunk: number): string => `${data}-${chunk}`;

const dataFile = new RegExp(`^(?:gallery\\.(?:js|css)|start\\.js|(?:${Object.keys(chunked).join('|')})-\\d+\\.js)$`);

/** Whether a gallery names a file of its data so. */
export const isDataFile = (name: string): boolean => dataFile.test(name);

/** The name that the page's script is reached by from data files. */
export const RECEIVER = 'tokshelfGallery';

const escapes: Readonly<Record<string, string>> = { '<': '\\u003c', '\u2028': '\\u2028', '\u2029': '\\u2029' };

const literal = (value: unknown): string =>
  // A `<` could end the script for whoever puts it into a page; the separators end lines in scripts of before 2019.
  JSON.stringify(value).replace(/[<\u2028\u2029]/g, (sign) => escapes[sign] ?? '');

/**
 * The text of a data file: a classic script, since a page from the disk may neither fetch nor import. Values are JSON, in
 * which no text can end the string that it stands in.
 */
export const dataScript = <K extends keyof GalleryData>(name: K, ...values: Parameters<GalleryData[K]>): string =>
  `${RECEIVER}.${name}(${values.map(literal).join(',')});\n`;

/** Posts of the first data file, which the first rows wait for, and of each other one. */
const FIRST = 120;
const OTHERS = 2000;

/** The posts as they are spread over data files. */
export const postChunks = <T>(posts: readonly T[]): readonly (readonly T[])[] => {
  const chunks: (readonly T[])[] = [posts.slice(0, FIRST)];
  for (let at = FIRST; at < posts.length; at += OTHERS) chunks.push(posts.slice(at, at + OTHERS));
  return chunks;
};

/** The address of a path below the page's own folder: what means something in an address is encoded, name by name. */
export const encodePath = (path: string): string =>
  path
    .split('/')
    // A name with half a pair of UTF-16 cannot be encoded; no file has one.
    .map((name) => encodeURIComponent(name.toWellFormed()))
    .join('/');

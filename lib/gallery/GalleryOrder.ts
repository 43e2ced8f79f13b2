import type { GalleryStart, LeftOut } from './galleryFormat';

/** Which posts a gallery shows: all that are saved, those of a list, or these. */
export type GalleryPart =
  | { readonly kind: 'all' }
  | { readonly kind: 'list'; readonly listKey: string }
  | { readonly kind: 'posts'; readonly postIds: ReadonlySet<string> };

/** A gallery that is to be written. */
export interface GalleryOrder {
  readonly part: GalleryPart;
  /** Of the page's file, without extension; safe as a name. The same name brings the same gallery up to date. */
  readonly name: string;
  /** What the page's tab says. */
  readonly title: string;
  /** What part of the library it is, in words; empty for all of it. */
  readonly label: string;
  readonly words: GalleryStart['words'];
  /** Of the words, BCP 47. */
  readonly tag: string;
  readonly rightToLeft: boolean;
}

/** How far a gallery is, and what became of it. */
export interface GalleryTally {
  /** Files to write; 0 until they are counted. */
  readonly total: number;
  readonly written: number;
  /** The browser has kept a file back for seconds: it asks the person something. */
  readonly held: boolean;
  readonly posts: number;
  readonly leftOut: LeftOut;
  /** Where the page lies, once it is there: from the granted folder's name on, or the whole path. */
  readonly page?: string;
  /** The browser's own number of the page, where it was a download. */
  readonly downloadId?: number;
}

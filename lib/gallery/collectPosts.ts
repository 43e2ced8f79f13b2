import type { MediaKind } from '@/lib/model/media';
import { encodePath, type GalleryPost, type LeftOut } from './galleryFormat';

/** A saved file of a post. */
export interface SavedFile {
  readonly kind: MediaKind;
  readonly index: string;
  readonly missing: boolean;
  /** Below the gallery's page; undefined for one that lies elsewhere. */
  readonly path: string | undefined;
}

/** What is known of a post with files. */
export interface SavedPost {
  readonly id: string;
  readonly uniqueId: string;
  readonly nickname: string;
  readonly postedAt: number;
  readonly desc: string;
  readonly files: readonly SavedFile[];
}

/** The posts of a gallery, newest first, with the people that they name. */
export interface GalleryPosts {
  readonly posts: readonly GalleryPost[];
  readonly authors: readonly (readonly [string, string])[];
  readonly leftOut: Omit<LeftOut, 'waiting'>;
}

const shown: readonly MediaKind[] = ['video', 'image', 'music', 'cover', 'subtitle', 'comments'];

const byIndex = (a: SavedFile, b: SavedFile): number => Number(a.index) - Number(b.index);

/** The addresses of what can be looked at or heard; undefined where nothing of the post can. */
const addressesOf = (
  files: readonly SavedFile[],
): Pick<GalleryPost, 'video' | 'pictures' | 'music' | 'subtitles' | 'comments'> | undefined => {
  const of = (wanted: MediaKind): string[] =>
    files
      .filter(({ kind }) => kind === wanted)
      .toSorted(byIndex)
      .flatMap(({ path }) => (path === undefined ? [] : [encodePath(path)]));
  const [video] = of('video');
  const [music] = of('music');
  const pictures = of('image');
  // A cover says what a sound belongs to, and is better than nothing.
  const stills = pictures.length > 0 || video !== undefined ? pictures : of('cover');
  if (video === undefined && music === undefined && stills.length === 0) return undefined;
  const [comments] = of('comments');
  const subtitles = files.flatMap(({ kind, index, path }) =>
    kind === 'subtitle' && path !== undefined ? [[index, encodePath(path)] as const] : [],
  );
  return {
    ...(video === undefined ? {} : { video }),
    ...(stills.length > 0 ? { pictures: stills } : {}),
    // A video has its sound in it.
    ...(music !== undefined && video === undefined ? { music } : {}),
    ...(subtitles.length > 0 ? { subtitles } : {}),
    ...(comments === undefined ? {} : { comments }),
  };
};

/**
 * Puts posts into the form and order of a gallery. Files that are gone or lie elsewhere are left out and counted.
 * `canRead`: what subtitles and comments say can be taken along.
 */
export const collectPosts = (
  saved: readonly SavedPost[],
  hasThumb: (postId: string) => boolean,
  canRead: boolean,
): GalleryPosts => {
  const authors: (readonly [string, string])[] = [];
  const places = new Map<string, number>();
  const left = { missing: 0, elsewhere: 0 };
  const placeOf = ({ uniqueId, nickname }: SavedPost): number => {
    const known = places.get(uniqueId);
    if (known !== undefined) return known;
    places.set(uniqueId, authors.length);
    return authors.push([uniqueId, nickname]) - 1;
  };
  const posts: GalleryPost[] = [];
  for (const post of saved.toSorted((a, b) => b.postedAt - a.postedAt || (a.id < b.id ? 1 : -1))) {
    const files = post.files.filter(({ kind }) => shown.includes(kind));
    const there = files.filter(({ missing, path }) => !missing && path !== undefined);
    left.missing += files.filter(({ missing }) => missing).length;
    left.elsewhere += files.filter(({ missing, path }) => !missing && path === undefined).length;
    const addresses = addressesOf(there);
    if (!addresses) continue;
    posts.push({
      id: post.id,
      by: placeOf(post),
      at: post.postedAt,
      words: post.desc,
      ...addresses,
      ...(hasThumb(post.id) ? { thumb: 1 as const } : {}),
      ...(canRead && (addresses.subtitles || addresses.comments) ? { texts: 1 as const } : {}),
    });
  }
  return { posts, authors, leftOut: left };
};

import type { MediaKind } from '@/lib/model/media';
import type { Post } from '@/lib/model/post';
import type { Mode } from '@/lib/model/source';

/** Everything a template may look at for one file. */
export interface NamingContext {
  readonly post: Post;
  readonly mode: Mode;
  /** Display name of the profile, keyword or folder that the list belongs to; for `one` the author. */
  readonly owner: string;
  readonly kind: MediaKind;
  /** `0` for single files, `01`, `02`… for pictures, the language for subtitles. */
  readonly index: string;
  /** Files of this post in this job. */
  readonly fileCount: number;
  /** Place in the list, from 1. */
  readonly position: number;
  /** Milliseconds since 1970, for `{saved}`. */
  readonly now: number;
  /** IANA name; absent = the browser's zone. */
  readonly timeZone?: string;
  readonly customFields: Readonly<Record<string, string>>;
  /** Extension without dot, to keep room for it; absent = room for four letters. Never part of the basePath. */
  readonly ext?: string;
  /** Name of the playlist or favourites folder; absent = the owner's. */
  readonly list?: string;
  /** Folder kept for the post's author: stands for `{nickname}` in folders, and for `{owner}` where the author is the owner (`one`, `post`, `live`). */
  readonly authorFolder?: string;
  /** Folder kept for the list's owner: stands for `{owner}` in folders, whatever the mode. */
  readonly ownerFolder?: string;
}

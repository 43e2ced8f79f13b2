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
  /** Extension without dot, to keep room for it; absent = room for four letters. Never part of the base path. */
  readonly ext?: string;
  /** Name of the playlist or favourites folder; absent = the owner's. */
  readonly list?: string;
  /** Folder kept for the post's author: stands for `{nickname}` in folders, and for `{owner}` where the author is the owner (`one`, `post`, `live`). */
  readonly authorFolder?: string;
  /** Folder kept for the list's owner: stands for `{owner}` in folders, whatever the mode. */
  readonly ownerFolder?: string;
}

/** Where the options page lists a field. */
export type FieldGroup = 'post' | 'author' | 'time' | 'list' | 'file' | 'counts' | 'music' | 'own';

interface Common {
  readonly name: string;
  readonly group: FieldGroup;
}

/** Words: `long` ones are cut first when a path gets too long, then `soft` ones; `hard` ones are never cut below `units`. */
export interface TextField extends Common {
  readonly type: 'text';
  readonly weight: 'long' | 'soft' | 'hard';
  /** Most UTF-16 units of a hard field. */
  readonly units?: number;
  readonly read: (context: NamingContext) => string | undefined;
}

/** A moment in ms, written by a date format. */
export interface DateField extends Common {
  readonly type: 'date';
  /** The format when the template names none. */
  readonly format: readonly string[];
  readonly read: (context: NamingContext) => number;
}

/** A count, which can be padded with zeros. */
export interface NumberField extends Common {
  readonly type: 'number';
  readonly read: (context: NamingContext) => number | undefined;
}

export type NamingField = TextField | DateField | NumberField;

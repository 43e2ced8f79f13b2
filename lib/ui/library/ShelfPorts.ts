import type { Result } from '@/lib/base/result';
import type { GroupKind, PostGroup } from '@/lib/model/library/postGroup';

/** What views, tags and work on many files need from the world; loaded when one of them is used. */
export interface ShelfPorts {
  /** The saved posts by what they have in common; `onProgress` hears how much was read, 0 to 1. */
  readGroups(
    kind: Exclude<GroupKind, 'month'>,
    postIds: ReadonlySet<string>,
    onProgress: (share: number) => void,
  ): Promise<readonly PostGroup[]>;
  /** Makes what groups are read from in small steps, while nobody uses the page. */
  prepareGroups(postIds: ReadonlySet<string>): Promise<void>;
  /** The person's own tags by post. */
  readTags(): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Gives posts a tag or takes it from them; all or none. */
  changeTags(
    postIds: readonly string[],
    change: { readonly tag: string; readonly give: boolean },
    now: number,
  ): Promise<void>;
  /** How many of these files can be taken from the disk: those in a granted folder that were saved there by us. */
  countPlaced(keys: readonly string[]): Promise<number>;
  /** Takes them from the disk; their records stay. Errors: `grant` and others of a folder. */
  removeSaved(keys: readonly string[]): Promise<Result<true>>;
  /** Forgets tags, words and pictures of posts that left the library. */
  forgetShelf(postIds: readonly string[]): Promise<void>;
  /** Posts in whose subtitles or comments a word begins so; the word is folded. */
  findInTexts(word: string): Promise<ReadonlySet<string>>;
  /** How many saved texts are known by their words. */
  countTexts(): Promise<number>;
  /** False when the browser refused. */
  copyText(text: string): Promise<boolean>;
}

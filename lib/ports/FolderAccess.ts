import type { Result } from '@/lib/base/result';
import type { Settings } from '@/lib/model/settings';

/** Whether the folder that the person chose can be written to now; `prompt` = the browser has to ask again, `gone` = it is not there. */
export type FolderState = 'none' | 'granted' | 'prompt' | 'gone';

/** The folder of the person's own. */
export interface ChosenFolder {
  /** Its own name, without the way to it: the browser tells no more. */
  readonly name: string;
  readonly state: FolderState;
  /** The browser was seen to keep the grant over a restart; otherwise it may end with the last open page of the extension. */
  readonly lasting: boolean;
}

/** A file in a folder of the person's own. */
export interface PlacedFile {
  /** The folder's id, as records name it. */
  readonly folder: string;
  /** From the folder's own name on. */
  readonly path: string;
}

/** How far a move of saved files into the chosen folder is: of `total`, so many are there now, were not found, stay where they are. */
export interface RelocateTally {
  readonly total: number;
  readonly moved: number;
  readonly missing: number;
  readonly left: number;
}

/** What becomes of a file: where it lies now and where it is to lie, below the folder. */
export interface PlannedName {
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

/** How far saved files are renamed. `left` = they could not be, `missing` = they are not where their records say. */
export type RenamingTally = RelocateTally;

/** A renaming of saved files that was begun. */
export interface RenamingStatus {
  readonly reason: RenamingReason;
  /** `there` = to the new names, `back` = to those before. */
  readonly direction: 'there' | 'back';
  /** Whether all that could be done is. */
  readonly isDone: boolean;
  readonly tally: RenamingTally;
}

/** What saved files are renamed for. */
export type RenamingReason =
  /** A person's folder; `before` = what the library kept as that folder, `name` = what it keeps now. */
  | { readonly kind: 'person'; readonly secUid: string; readonly before: string; readonly name: string }
  /** Another template. */
  | { readonly kind: 'template' };

/** Files that would get other names, before any does. */
export interface NamePreview {
  readonly total: number;
  /** The first of them. `isTaken` = something else has that name and stays: the file gets a number. */
  readonly first: readonly (PlannedName & { readonly isTaken: boolean })[];
  /** How many get a number. */
  readonly taken: number;
  /** Files that too little is known of to name them anew. */
  readonly unnamed: number;
}

/** Somebody whose files lie in a folder of an earlier name. */
export interface RenamedPerson {
  readonly secUid: string;
  readonly before: string;
  readonly now: string;
  readonly files: number;
}

/** How far a library is rebuilt from a folder: of `total` files, so many are back, and so many no longer there. */
export interface RebuildTally {
  readonly total: number;
  readonly back: number;
  readonly gone: number;
}

/**
 * How far a look at saved files is: of `total`, so many lie where they were saved, are not there, have another length, or cannot
 * be seen; so many entries of the library could not be read and were taken out; so many others lie in the folders, and of those so
 * many name the post that they are of.
 */
export interface CheckTally {
  readonly total: number;
  readonly there: number;
  readonly missing: number;
  readonly changed: number;
  readonly unseen: number;
  readonly broken: number;
  readonly foreign: number;
  readonly adoptable: number;
}

/** The tally of a look that begins. */
export const NOTHING_LOOKED_AT: CheckTally = {
  ...{ total: 0, there: 0, missing: 0, changed: 0, unseen: 0, broken: 0, foreign: 0, adoptable: 0 },
};

/** What a look found a file to be. */
export type FindingKind = 'missing' | 'changed' | 'foreign' | 'adoptable';

/** A file that a look found not to be as the library says. */
export interface Finding {
  /** Its record's key, or the folder and the path of one without a record. */
  readonly id: string;
  readonly kind: FindingKind;
  /** As records name it. */
  readonly path: string;
  /** Of its record, or of the one that it would get. */
  readonly key?: string;
  readonly postId?: string;
  /** The granted folder that a file without a record lies in. */
  readonly folder?: string;
}

/** The look that was begun last, and the first files of each kind that it found. */
export interface CheckStatus {
  /** False where it was stopped, or died. */
  readonly isDone: boolean;
  readonly tally: CheckTally;
  readonly found: readonly { readonly kind: FindingKind; readonly count: number; readonly paths: readonly string[] }[];
}

/** How long work may go on, and how it tells of itself. */
export interface WorkSignals<T> {
  readonly signal: AbortSignal;
  onProgress(tally: T): void;
}

export type RelocateHooks = WorkSignals<RelocateTally>;

/** Names for saved files that were looked at, and not begun yet. */
export interface NewNamesPlan extends NamePreview {
  /** Writes them down as what is to be done; {@link Renamer.run} does it. */
  begin(): Promise<Result<true>>;
}

/** Renames what was saved into the chosen folder: after another template, or after people. */
export interface Renamer {
  /** The renaming that was begun last, unless it was let go of. */
  status(): Promise<RenamingStatus | undefined>;
  /** What the settings' template would rename. Errors: `grant`, `input`, those of the file system. */
  preview(settings: Settings): Promise<Result<NewNamesPlan>>;
  /** People whose folders are called after earlier names, and who were not waved off; nobody where the settings say not to ask. */
  people(): Promise<readonly RenamedPerson[]>;
  /** Writes down that the person's files go to a folder of the name of now. */
  beginPerson(secUid: string): Promise<Result<true>>;
  /** The person's folder keeps its name, until the person has yet another. */
  keepName(person: RenamedPerson): Promise<void>;
  /** Does what was written down, from where it stopped. Errors: `input` while another page is at it, `grant`, `space`. */
  run(signals: WorkSignals<RenamingTally>): Promise<Result<RenamingTally>>;
  /** Has {@link run} put everything back. */
  turnBack(): Promise<void>;
  letGo(): Promise<void>;
}

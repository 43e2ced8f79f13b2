/** Whether the folder that the person chose can be written to now; `prompt` = the browser has to ask again, `gone` = it is not there. */
export type FolderState = 'none' | 'granted' | 'prompt' | 'gone';

/** The folder of the person's own. */
export interface ChosenFolder {
  /** Its own name, without the way to it: the browser tells no more. */
  readonly name: string;
  readonly state: FolderState;
}

/** A file in a folder of the person's own. */
export interface PlacedFile {
  /** The folder's id, as records name it. */
  readonly folder: string;
  /** From the folder's own name on. */
  readonly path: string;
}

/** Whether the folder that the person chose can be written to now; `prompt` = the browser has to ask again, `gone` = it is not there. */
export type FolderState = 'none' | 'granted' | 'prompt' | 'gone';

/** The folder of the person's own. */
export interface ChosenFolder {
  /** Its own name, without the way to it: the browser tells no more. */
  readonly name: string;
  readonly state: FolderState;
}

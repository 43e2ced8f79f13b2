import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Failure } from '@/lib/base/failure';
import type { JobOptions } from '@/lib/model/job';
import type { Recording } from '@/lib/model/live/recording';
import type { MediaKind } from '@/lib/model/media';
import type { Offer } from '@/lib/model/offer';
import type { PostState } from '@/lib/model/postState';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { WatchEvery } from '@/lib/model/watch/listWatch';
import type { Choice } from '@/lib/ui/forms/choices';
import type { JobForm, JobFormProblem } from '@/lib/ui/forms/jobForm';
import type { JobView } from '@/lib/ui/jobs/followJobs';
import type { RecordingAction, RecordingView } from '@/lib/ui/jobs/followRecordings';
import type { Problem, RemedyActions } from '@/lib/ui/jobs/pressRemedy';
import type { Picker } from './createPicker';

/** What is known of the page behind the popup. */
export type PopupPage =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: Failure }
  | { readonly status: 'ready'; readonly offer: Offer };

/** The popup's state as signals, and what a person can do in it. */
export interface PopupModel extends RemedyActions {
  readonly page: ReadonlySignal<PopupPage>;
  readonly choices: ReadonlySignal<readonly Choice[]>;
  readonly choice: ReadonlySignal<Choice | undefined>;
  /** Which list of the choice, when it has several. */
  readonly which: ReadonlySignal<number>;
  readonly form: Signal<JobForm>;
  readonly wrong: ReadonlySignal<JobFormProblem | undefined>;
  readonly linkText: Signal<string>;
  readonly links: ReadonlySignal<readonly string[]>;
  /** Handles of people in the pasted text. */
  readonly handles: ReadonlySignal<readonly string[]>;
  /** What the page of a pasted address offers; absent where none, or not one alone, was pasted. */
  readonly pasted: ReadonlySignal<Offer | undefined>;
  /** The page of a pasted address is being asked for. */
  readonly asking: ReadonlySignal<boolean>;
  readonly post: ReadonlySignal<PostState | undefined>;
  readonly jobs: ReadonlySignal<readonly JobView[]>;
  readonly recordings: ReadonlySignal<readonly RecordingView[]>;
  /** The live that is chosen is being recorded. */
  readonly recordingHere: ReadonlySignal<boolean>;
  readonly records: ReadonlySignal<readonly SaveRecord[] | undefined>;
  /** Kinds of file that the settings save. */
  readonly usualFiles: ReadonlySignal<readonly MediaKind[]>;
  readonly busy: ReadonlySignal<boolean>;
  /** The last thing pressed failed. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** Counts starts, so that each one is announced. */
  readonly started: ReadonlySignal<number>;
  readonly workTabHint: ReadonlySignal<boolean>;
  /** The person of the page, and whether they are recorded when they go live; absent on other pages. */
  readonly watchable: ReadonlySignal<{ readonly uniqueId: string; readonly on: boolean } | undefined>;
  /** Whether the chosen list is watched, how often, and what it is narrowed by; absent for what cannot be. */
  readonly listWatch: ReadonlySignal<
    { readonly every: WatchEvery | undefined; readonly options: JobOptions } | undefined
  >;
  /**
   * Watches the chosen list, narrowed as the form says, or changes how often it is looked at; undefined = no more. `onlyNew` =
   * not what is on it by now.
   */
  watchList(every: WatchEvery | undefined, onlyNew?: boolean): Promise<void>;
  /** Ticking posts of a list before anything is saved. */
  readonly picker: Picker;
  /** Whether posts of what is chosen can be ticked. */
  readonly pickable: ReadonlySignal<boolean>;
  /** Opens the chosen list to tick posts of it. */
  pickPosts(): Promise<void>;
  pick(id: string): void;
  pickWhich(index: number): void;
  begin(): Promise<void>;
  controlRecording(recording: Recording, action: RecordingAction): Promise<void>;
  showFile(key: string): Promise<void>;
  watchLive(uniqueId: string, on: boolean): Promise<void>;
  dismissWorkTabHint(): Promise<void>;
  /** The keys of "save this post" as the browser has them set; empty text where none are. */
  saveShortcut(): Promise<string>;
  dismissProblem(): void;
  /** Starts watching; returns the function that stops it. */
  start(): () => void;
}

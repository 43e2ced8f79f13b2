import type { Language } from '@/lib/base/languages';
import type { Result } from '@/lib/base/result';
import type { Post } from '@/lib/model/post';
import type { Settings } from '@/lib/model/settings';
import type { Watch } from '@/lib/model/watch/liveWatch';
import type { Diagnostics } from '@/lib/ports/Diagnostics';
import type { Renamer } from '@/lib/ports/FolderAccess';
import type { FolderPorts } from '@/lib/ui/forms/followFolder';
import type { CheckPorts } from './createCheckModel';
import type { RebuildPorts } from './createRebuildModel';
import type { RelocatePorts } from './createRelocateModel';

/** All that the options page needs from the world. */
export interface OptionsPorts {
  /** Calls back with the settings now and after every change; returns the function that stops this. */
  watchSettings(onSettings: (settings: Settings) => void): () => void;
  save(settings: Settings): Promise<Result<unknown>>;
  watchWatches(onWatches: (watches: readonly Watch[]) => void): () => void;
  unwatch(watchId: string): Promise<Result<unknown>>;
  /** The post saved last, for the preview. */
  lastPost(): Promise<Post | undefined>;
  /** Absent where the browser grants no folders (Firefox). */
  readonly folder?: FolderPorts;
  /** Absent with it. */
  readonly relocate?: RelocatePorts;
  readonly rebuild?: RebuildPorts;
  readonly check?: CheckPorts;
  readonly renaming?: Renamer;
  /** Must be called straight from a click. */
  requestNotifications(): Promise<boolean>;
  /** Hands the person a text file to keep. */
  offerFile(name: string, text: string): void;
  readDiagnostics(): Promise<Diagnostics>;
  /** Must be called straight from a click; false when the browser refused. */
  copyText(text: string): Promise<boolean>;
  /** Milliseconds since 1970. */
  now(): number;
  readonly version: string;
  /** What the browser gives words in. */
  readonly browserLanguage: Language;
}

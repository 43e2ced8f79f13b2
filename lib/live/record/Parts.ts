import type { Failure } from '@/lib/base/failure';
import type { RecordingContainer } from '@/lib/model/live/recording';

/** A stream of which nobody heard for so long is another one, even in the same room. */
export const LOST_MS = 6 * 3_600_000;

/** The file that one part is written to. */
export interface PartSink {
  /** Bytes up to the end of a fragment: what was written so far is a file that plays. */
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** A part as the browser can save it. */
export interface HeldPart {
  readonly url: string;
  readonly bytes: number;
  readonly container: RecordingContainer;
}

/** The type of a part's bytes. */
export const partTypes: Readonly<Record<RecordingContainer, string>> = { mp4: 'video/mp4', flv: 'video/x-flv' };

/** What a part is, by its first three bytes: rows may know less of it than there was written. */
export const containerOf = (head: Uint8Array): RecordingContainer =>
  head[0] === 0x46 && head[1] === 0x4c && head[2] === 0x56 ? 'flv' : 'mp4';

/** Keeps the parts of recordings until they are saved. */
export interface PartStore {
  open(recordingId: string, index: number): Promise<PartSink>;
  /** The parts that hold something, by their index. */
  list(recordingId: string): Promise<readonly { readonly index: number; readonly bytes: number }[]>;
  /** An address that the browser can save the part from; undefined when there is none of it. */
  url(recordingId: string, index: number): Promise<HeldPart | undefined>;
  drop(recordingId: string, index: number): Promise<void>;
}

/** Why a recording came to its end. */
export type RecordingEnd =
  | { readonly reason: 'over' | 'stopped' | 'limit' }
  | { readonly reason: 'failed'; readonly error: Failure };

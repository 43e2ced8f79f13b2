import type { Failure } from '@/lib/base/failure';

/** The file that one part is written to. */
export interface PartSink {
  /** Bytes up to the end of a fragment: what was written so far is a file that plays. */
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Keeps the parts of recordings until they are saved. */
export interface PartStore {
  open(recordingId: string, index: number): Promise<PartSink>;
  /** The parts that hold something, by their index. */
  list(recordingId: string): Promise<readonly { readonly index: number; readonly bytes: number }[]>;
  /** An address that the browser can save the part from; undefined when there is none of it. */
  url(recordingId: string, index: number): Promise<{ readonly url: string; readonly bytes: number } | undefined>;
  drop(recordingId: string, index: number): Promise<void>;
}

/** Why a recording came to its end. */
export type RecordingEnd =
  | { readonly reason: 'over' | 'stopped' | 'limit' }
  | { readonly reason: 'failed'; readonly error: Failure };

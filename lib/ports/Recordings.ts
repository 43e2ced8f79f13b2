import type { Recording } from '@/lib/model/live/recording';

/** The rows of recordings. Background and recorder both write them, so that each change reads the row anew. */
export interface Recordings {
  get(id: string): Promise<Recording | undefined>;
  put(row: Recording): Promise<void>;
  /** Changes a row in one transaction; nothing happens where there is none. Returns the row as it is then. */
  change(id: string, change: (row: Recording) => Recording): Promise<Recording | undefined>;
  /** Forgets a recording; its files are nobody's business here. */
  delete(id: string): Promise<void>;
  /** Those that go on or are being saved. */
  open(): Promise<Recording[]>;
  /** Newest first. */
  recent(limit: number): Promise<Recording[]>;
}

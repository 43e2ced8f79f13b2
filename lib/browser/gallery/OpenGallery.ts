import type { Result } from '@/lib/base/result';
import type { SaveRecord } from '@/lib/model/saveRecord';

/** What tells where a saved file lies. */
export type PlacedRecord = Pick<SaveRecord, 'folder' | 'path' | 'relativePath'>;

/** Where a gallery's page lies, once it is there. */
export interface PublishedGallery {
  readonly page: string;
  readonly downloadId?: number;
}

/** A gallery that is being written: its data first, under names that no page refers to yet, then its page. */
export interface OpenGallery {
  /** The folder of its data, from the page on. */
  readonly data: string;
  /** The way from the page to a saved file; undefined for one that does not lie below the page's folder. */
  pathOf(file: PlacedRecord): string | undefined;
  /** Writes a file of data. */
  write(name: string, text: string): Promise<Result<true>>;
  /** Gives the page its name, in the place of our former one, never of a stranger's; then takes away what the former one needed. */
  publish(html: string): Promise<Result<PublishedGallery>>;
  /** Takes away what was written; for one that is not published. */
  drop(): Promise<void>;
}

import { z } from 'zod';
import { backupTables } from '@/lib/ports/Backup';

/**
 * The file: gzip over lines of JSON in UTF-8. First {@link headerSchema}, then `["<table>", {row}]` with the tables in the
 * order of `backupTables`, `["settings", {…}]` among them at most once, last {@link trailerSchema}.
 */
export const FORMAT = 'tokshelf-backup';
/**
 * A file of a greater version is refused; one of a smaller is read. 2: tags and words of saved texts; 3: lists that are watched,
 * marks of posts taken over, people and their lists.
 */
export const VERSION = 3;

const counts = z.partialRecord(z.enum(backupTables), z.number().int().nonnegative());

/** The first line; `rows` is what the tables held when the writing began, for the eye. */
export const headerSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number().int().positive(),
  /** ms since 1970 */
  at: z.number().min(0).max(8.64e15),
  app: z.string().max(40),
  rows: counts,
});
export type Header = z.infer<typeof headerSchema>;

/** The last line: by it a file that was cut off is told. `sha256` is of all lines before, each with its line feed, as hex. */
export const trailerSchema = z.object({
  end: z.literal(true),
  rows: counts,
  sha256: z.string().regex(/^[\da-f]{64}$/),
});

/** What no library comes near to; beyond it a file is a bomb. The longest line is a job of 5,000 pasted links. */
export const LIMITS = { line: 12_000_000, bytes: 16_000_000_000, rows: 10_000_000 } as const;

/** Of texts, lists and depth inside a row, as lib/tiktok reads them. Numbers end where dates end. */
export const ROW_LIMITS = { text: 100_000, items: 10_000, depth: 12, number: 8.64e15 } as const;

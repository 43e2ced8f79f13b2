import Papa from 'papaparse';
import type { LibraryRow } from '@/lib/model/libraryRow';
import { postAddress } from '@/lib/tiktok/address/readAddress';

/** One exported file, under names that are stable across versions. */
const toRecord = (row: LibraryRow) => ({
  post: row.postId,
  address: postAddress(row.postId, row.uniqueId || undefined, row.photos),
  kind: row.kind,
  path: row.path,
  bytes: row.bytes,
  saved: new Date(row.savedAt).toISOString(),
  posted: new Date(row.postedAt).toISOString(),
  handle: row.uniqueId,
  nickname: row.nickname,
  caption: row.desc,
  notes: [...row.notes, ...(row.missing ? ['missing'] : [])].join(' '),
});

// Spreadsheets pass over blanks, marks without width and line ends before the sign, and read its wide and small forms alike.
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u2212]|^[\t\r\n]/u;

/**
 * Records as comma-separated values with a head line. Captions and names are strangers' words: those that a spreadsheet would
 * run as a formula get an apostrophe in front. Starts with a byte order mark, without which Excel reads UTF-8 wrongly.
 */
export const toCsv = (records: readonly object[]): string =>
  `\ufeff${Papa.unparse([...records], { escapeFormulae: formula, newline: '\r\n' })}\r\n`;

/** The rows as {@link toCsv} writes them. */
export const rowsToCsv = (rows: readonly LibraryRow[]): string => toCsv(rows.map(toRecord));

/** The rows as a JSON list. */
export const rowsToJson = (rows: readonly LibraryRow[]): string => `${JSON.stringify(rows.map(toRecord), null, 2)}\n`;

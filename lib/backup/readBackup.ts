import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isSame } from '@/lib/base/isSame';
import { readSettingsValue } from '@/lib/model/migrateSettings';
import type { Settings } from '@/lib/model/settings';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { type BackupRow, type BackupTable, backupTables, type RowCounts } from '@/lib/ports/Backup';
import { BackupError } from './BackupError';
import { FORMAT, headerSchema, LIMITS, trailerSchema, VERSION } from './backupFormat';
import { isModest } from './isModest';
import { portableRows } from './portableRows';
import { readLines } from './readLines';

/** What a file says, piece by piece. */
export type BackupPiece =
  | { readonly type: 'start'; readonly at: number; readonly app: string }
  | { readonly type: 'rows'; readonly table: BackupTable; readonly rows: readonly BackupRow[] }
  | { readonly type: 'settings'; readonly settings: Settings };

/** How a file is read. */
export interface ReadOptions {
  readonly signal: AbortSignal;
  /** 0 to 1 */
  onProgress(share: number): void;
}

const BATCH = 500;

const parse = (line: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
  } catch {
    // No JSON, or none that the browser can hold: the caller says which line.
    return undefined;
  }
};

const startOf = (value: unknown): Extract<BackupPiece, { type: 'start' }> => {
  const isOurs = typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT;
  if (!isOurs) throw new BackupError('foreign', 'the first line is not ours');
  if ('version' in value && typeof value.version === 'number' && value.version > VERSION)
    throw new BackupError('newer', `version ${value.version}`);
  const header = headerSchema.safeParse(value);
  if (!header.success) throw new BackupError('broken', 'the first line');
  return { type: 'start', at: header.data.at, app: header.data.app };
};

const isTable = (name: unknown): name is BackupTable => backupTables.some((table) => table === name);

const settingsOf = (value: unknown): Settings => {
  const read = readSettingsValue(value);
  if (!read.ok) throw new BackupError(/newer/.test(read.error.detail ?? '') ? 'newer' : 'refused', 'settings');
  if (!parseTemplate(read.value.template, read.value.customFields).ok) throw new BackupError('refused', 'template');
  return read.value;
};

const rowOf = (table: BackupTable, value: unknown, line: number): BackupRow => {
  if (!isModest(value, table === 'thumbs' ? 'bytes' : undefined)) throw new BackupError('refused', `${table}, ${line}`);
  const read = portableRows[table].safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new BackupError('refused', `${table}, ${line}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
};

/** Counts rows, holds their order, and compares with what the last line says. */
class Ledger {
  private readonly hash = sha256.create();
  private readonly counts: Partial<Record<BackupTable, number>> = {};
  private at = 0;
  private total = 0;

  line(bytes: Uint8Array): void {
    this.hash.update(bytes).update(Uint8Array.of(10));
  }

  row(table: BackupTable): void {
    const at = backupTables.indexOf(table);
    if (at < this.at) throw new BackupError('refused', `${table} out of order`);
    this.at = at;
    this.counts[table] = (this.counts[table] ?? 0) + 1;
    this.total += 1;
    if (this.total > LIMITS.rows) throw new BackupError('large', `more than ${LIMITS.rows} rows`);
  }

  close(value: unknown): void {
    const trailer = trailerSchema.safeParse(value);
    if (!trailer.success) throw new BackupError('broken', 'the last line');
    const isWhole = trailer.data.sha256 === bytesToHex(this.hash.digest()) && isSame(trailer.data.rows, this.counts);
    if (!isWhole) throw new BackupError('broken', 'the checksum');
  }
}

/**
 * Reads a file from its first line to its last, each row checked. Only whoever comes to the end knows that the file is
 * whole: read it once without an effect, then again.
 *
 * @throws BackupError
 */
export async function* readBackup(file: Blob, { signal, onProgress }: ReadOptions): AsyncGenerator<BackupPiece> {
  const ledger = new Ledger();
  let table: BackupTable | undefined;
  let rows: BackupRow[] = [];
  let line = 0;
  let isOver = false;
  let hasSettings = false;
  const report = (bytes: number): void => onProgress(file.size === 0 ? 1 : bytes / file.size);
  for await (const bytes of readLines(file, report, signal)) {
    line += 1;
    if (isOver) throw new BackupError('broken', 'more after the last line');
    const value = parse(bytes);
    if (line === 1) {
      yield startOf(value);
      ledger.line(bytes);
      continue;
    }
    if (!Array.isArray(value)) {
      ledger.close(value);
      isOver = true;
      continue;
    }
    ledger.line(bytes);
    const [name, content] = value as unknown[];
    if (name === 'settings' && !hasSettings) {
      hasSettings = true;
      yield { type: 'settings', settings: settingsOf(content) };
      continue;
    }
    if (!isTable(name)) throw new BackupError('refused', `line ${line}`);
    ledger.row(name);
    const row = rowOf(name, content, line);
    if (table !== undefined && (name !== table || rows.length >= BATCH)) {
      yield { type: 'rows', table, rows };
      rows = [];
    }
    table = name;
    rows.push(row);
  }
  if (line === 0) throw new BackupError('foreign', 'empty');
  if (!isOver) throw new BackupError('broken', 'no last line');
  if (table !== undefined) yield { type: 'rows', table, rows };
}

/** Adds the rows of a piece to the counts of a file. */
export const countRows = (counts: RowCounts, piece: BackupPiece): RowCounts =>
  piece.type === 'rows' ? { ...counts, [piece.table]: (counts[piece.table] ?? 0) + piece.rows.length } : counts;

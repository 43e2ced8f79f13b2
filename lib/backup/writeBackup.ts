import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { err, ok, type Result } from '@/lib/base/result';
import type { AuthorRow } from '@/lib/model/authorRow';
import { isUnfinished, type Job } from '@/lib/model/job';
import { isOpenRecording, type Recording } from '@/lib/model/live/recording';
import type { Settings } from '@/lib/model/settings';
import {
  type BackupProblem,
  type BackupRow,
  type BackupStore,
  type BackupTable,
  backupTables,
  type RowCounts,
} from '@/lib/ports/Backup';
import { problemOf } from './BackupError';
import { FORMAT, VERSION } from './backupFormat';
import { isModest } from './isModest';
import { base64Of, portableRows } from './portableRows';

/** What is to be written, and how. */
export interface WriteOptions {
  readonly store: BackupStore;
  readonly settings: Settings;
  readonly thumbs: boolean;
  /** ms since 1970 */
  readonly now: number;
  /** Version of TokShelf. */
  readonly app: string;
  readonly signal: AbortSignal;
  /** 0 to 1 */
  onProgress(share: number): void;
}

/** The file, and what is in it. */
export interface Written {
  readonly file: Blob;
  readonly rows: RowCounts;
  /** Rows that no other computer would take. */
  readonly leftOut: number;
}

const CHUNK = 1000;
const BLOCK = 64_000;

const packed = (row: BackupRow): BackupRow =>
  'bytes' in row && row.bytes instanceof Uint8Array ? { ...row, bytes: base64Of(row.bytes) } : row;

/** Makes the text of a file, block by block, and counts what goes into it. */
class Writer {
  readonly rows: Partial<Record<BackupTable, number>> = {};
  leftOut = 0;
  private readonly hash = sha256.create();
  private readonly utf8 = new TextEncoder();
  private text = '';
  private done = 0;
  private readonly finished = new Set<string>();

  constructor(private readonly options: WriteOptions) {}

  private line(value: unknown): void {
    this.text += `${JSON.stringify(value)}\n`;
  }

  private flush(): Uint8Array<ArrayBuffer> {
    const bytes = this.utf8.encode(this.text);
    this.text = '';
    this.hash.update(bytes);
    return bytes;
  }

  /** What goes on here, or belongs to this browser, stays here. */
  private belongs(table: BackupTable, row: BackupRow): boolean {
    if (table === 'jobs') return !isUnfinished(row as Job);
    if (table === 'recordings') return !isOpenRecording(row as Recording);
    if (table === 'kv') return 'key' in row && String(row.key).startsWith('folder:');
    if (table === 'tasks')
      return 'state' in row && row.state === 'failed' && 'jobId' in row && this.finished.has(String(row.jobId));
    return true;
  }

  private put(table: BackupTable, row: BackupRow): void {
    this.done += 1;
    if (!this.belongs(table, row)) return;
    const plain = packed(row);
    const read = portableRows[table].safeParse(plain);
    if (!read.success || !isModest(plain, table === 'thumbs' ? 'bytes' : undefined)) {
      this.leftOut += 1;
      return;
    }
    if (table === 'jobs' && 'id' in row) this.finished.add(String(row.id));
    // The schema says what leaves; of thumbnails it reads what was packed here.
    this.line([table, table === 'thumbs' ? plain : read.data]);
    this.rows[table] = (this.rows[table] ?? 0) + 1;
  }

  async *blocks(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const { store, settings, thumbs, now, app, signal, onProgress } = this.options;
    const tables = backupTables.filter((table) => thumbs || table !== 'thumbs');
    const counts = Object.fromEntries(
      await Promise.all(tables.map(async (table) => [table, await store.count(table)] as const)),
    );
    const total = Math.max(
      1,
      Object.values(counts).reduce((sum, count) => sum + count, 0),
    );
    this.line({ format: FORMAT, version: VERSION, at: now, app, rows: counts });
    this.line(['settings', settings]);
    const claims = await readClaims(store);
    for (const table of tables) {
      for await (const rows of table === 'lists' ? [claims.lists] : store.chunks(table, CHUNK)) {
        for (const row of rows) this.put(table, table === 'authors' ? claims.of(row as AuthorRow) : row);
        signal.throwIfAborted();
        onProgress(Math.min(1, this.done / total));
        if (this.text.length >= BLOCK) yield this.flush();
      }
    }
    yield this.flush();
    this.line({ end: true, rows: this.rows, sha256: bytesToHex(this.hash.digest()) });
    yield this.utf8.encode(this.text);
  }
}

/**
 * What lists and people are said to be saved up to, read before anything else: saving goes on meanwhile, and a claim must
 * not be newer than the records that bear it out.
 */
const readClaims = async (store: BackupStore) => {
  const lists: BackupRow[] = [];
  for await (const rows of store.chunks('lists', CHUNK)) lists.push(...rows);
  const people = new Map<string, Pick<AuthorRow, 'lastPostId' | 'lastSync'>>();
  for await (const rows of store.chunks('authors', CHUNK)) {
    for (const { secUid, lastPostId, lastSync } of rows as AuthorRow[])
      if (lastPostId !== undefined || lastSync !== undefined)
        people.set(secUid, {
          ...(lastPostId === undefined ? {} : { lastPostId }),
          ...(lastSync === undefined ? {} : { lastSync }),
        });
  }
  const of = ({ lastPostId: _, lastSync: __, ...row }: AuthorRow): AuthorRow => ({ ...row, ...people.get(row.secUid) });
  return { lists, of };
};

const streamOf = (blocks: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await blocks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await blocks.return(undefined)),
  });

/**
 * Writes library and settings into one file. The browser keeps the packed bytes, on disk where they are many; here never
 * more than a block is held. Problems: `stopped`, `failed`.
 */
export const writeBackup = async (options: WriteOptions): Promise<Result<Written, BackupProblem>> => {
  const writer = new Writer(options);
  try {
    const packedStream = streamOf(writer.blocks()).pipeThrough(new CompressionStream('gzip'));
    const headers = { 'content-type': 'application/gzip' };
    const file = await new Response(packedStream, { headers }).blob();
    return ok({ file, rows: writer.rows, leftOut: writer.leftOut });
  } catch (error) {
    return err(problemOf(error, options.signal));
  }
};

import type { BackupSummary } from '@/lib/backup/restoreBackup';
import { err, ok } from '@/lib/base/result';
import { settingsSchema } from '@/lib/model/settings';
import type { RowCounts, Tallies } from '@/lib/ports/Backup';
import type { StorageUse } from '@/lib/ports/StorageUse';
import type { MovePorts } from '@/lib/ui/options/MovePorts';
import { NOW } from './mocks';

const rows: RowCounts = {
  ...{ posts: 11_204, records: 18_930, entries: 12_001, authors: 842, lists: 37, kv: 12, jobs: 51, tasks: 9 },
  ...{ recordings: 6, watches: 3, thumbs: 11_180 },
};

const tallies: Tallies = {
  records: { added: 17_002, renewed: 28, same: 1900 },
  posts: { added: 10_010, renewed: 194, same: 1000 },
  authors: { added: 800, renewed: 40, same: 2 },
  lists: { added: 30, renewed: 5, same: 2 },
  jobs: { added: 51, renewed: 0, same: 0 },
  recordings: { added: 6, renewed: 0, same: 0 },
  watches: { added: 1, renewed: 0, same: 2 },
  thumbs: { added: 10_180, renewed: 0, same: 1000 },
};

const summary: BackupSummary = {
  at: NOW - 7_200_000,
  app: '0.1.0',
  rows,
  settings: settingsSchema.parse({ conflict: 'overwrite', template: 'mine/{id}' }),
};

/** Moving to another computer without one: what the chosen file says decides what comes of it. */
export const mockMovePorts: MovePorts = {
  write: async () => ok({ file: new Blob(['x'.repeat(3_400_000)]), rows, leftOut: 2 }),
  check: async (file) => {
    if ((await file.text()) !== 'refused') return ok(summary);
    return err({ kind: 'file', fault: 'refused', detail: 'records, 1204: relativePath path' });
  },
  merge: async (file, { onProgress }) => {
    onProgress(0.42);
    return (await file.text()) === 'slow' ? new Promise(() => {}) : ok(tallies);
  },
  offerFile: () => {},
  saveSettings: async (settings) => ok(settings),
  activeJobs: async () => [],
  controlJob: async () => ok({}),
  announce: async () => ok({}),
  now: () => NOW,
};

export const mockUse: StorageUse = { total: 148_000_000, thumbs: 61_000_000, thumbCount: 11_180, parts: 182_000_000 };

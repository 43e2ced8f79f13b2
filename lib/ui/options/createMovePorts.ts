import { checkBackup, mergeBackup } from '@/lib/backup/restoreBackup';
import { writeBackup } from '@/lib/backup/writeBackup';
import { ownVersion } from '@/lib/browser/access/sitePermission';
import { createBackupStore } from '@/lib/browser/database/createBackupStore';
import { createDexieStore } from '@/lib/browser/database/createDexieStore';
import { pageDb } from '@/lib/browser/database/db';
import { call } from '@/lib/browser/events/commands';
import { readSettings } from '@/lib/browser/settings/settingsStore';
import { offerFile } from '@/lib/ui/view/offerFile';
import type { MovePorts } from './MovePorts';

/** The ports of moving to another computer in the browser. The work is done in the page: it ends with it. */
export const createMovePorts = (): MovePorts => ({
  write: async (thumbs, hooks) =>
    writeBackup({
      store: createBackupStore(pageDb()),
      settings: await readSettings(),
      thumbs,
      now: Date.now(),
      app: ownVersion(),
      ...hooks,
    }),
  check: checkBackup,
  merge: (file, hooks) => mergeBackup(file, createBackupStore(pageDb()), Date.now(), hooks),
  offerFile: (name, content) => offerFile(name, content),
  saveSettings: (settings) => call('setSettings', { settings }),
  activeJobs: async () => (await createDexieStore(pageDb()).jobs.active()).map(({ id }) => id),
  controlJob: (jobId, action) => call('controlJob', { jobId, action }),
  announce: () => call('rowsCameIn', {}),
  now: () => Date.now(),
});

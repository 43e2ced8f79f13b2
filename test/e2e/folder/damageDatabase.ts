import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a damaged disk leaves of all databases of the extension: Chromium notices at its next start and begins anew. */
export const damageDatabase = (profileDir: string): void => {
  const databases = join(profileDir, 'Default/IndexedDB');
  const own = readdirSync(databases).find((name) => name.startsWith('chrome-extension_') && name.endsWith('.leveldb'));
  if (!own) throw new Error(`no database in ${readdirSync(databases)}`);
  for (const name of readdirSync(join(databases, own)))
    if (/^(CURRENT|MANIFEST)/.test(name)) writeFileSync(join(databases, own, name), 'damaged');
};

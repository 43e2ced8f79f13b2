import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const outputs = fileURLToPath(new URL('../../../.output/', import.meta.url));

/** The folder of the built extension. Throws with what to run when it was not built. TOKSHELF_OUTPUT names another build folder. */
export const extensionDir = (browser: 'chrome' | 'firefox'): string => {
  const folder = join(process.env.TOKSHELF_OUTPUT ?? outputs, `${browser}-mv3`);
  if (!existsSync(join(folder, 'manifest.json')))
    throw new Error(`${folder} holds no built extension: npx wxt build${browser === 'firefox' ? ' -b firefox' : ''}`);
  return folder;
};

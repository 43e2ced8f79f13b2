import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Whether an extension opens a page after its installation: ours does, a probe or an older build does not. */
export const hasWelcome = (extensionDir: string | undefined): boolean =>
  extensionDir !== undefined && (extensionDir.endsWith('.zip') || existsSync(join(extensionDir, 'welcome.html')));

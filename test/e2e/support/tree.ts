import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A file below a folder. */
export interface TreeFile {
  /** With slashes. */
  readonly path: string;
  readonly bytes: number;
}

/** All files below a folder, unfinished downloads included, sorted by path. One that is renamed meanwhile is left out. */
export const tree = (folder: string): TreeFile[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const found = statSync(path, { throwIfNoEntry: false });
      return found ? [{ path: relative(folder, path).replaceAll('\\', '/'), bytes: found.size }] : [];
    })
    .sort((a, b) => a.path.localeCompare(b.path, 'en'));

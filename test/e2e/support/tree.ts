import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A file below a folder. */
export interface TreeFile {
  /** With slashes. */
  readonly path: string;
  readonly bytes: number;
}

/** All files below a folder, unfinished downloads included, sorted by path. */
export const tree = (folder: string): TreeFile[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: relative(folder, path).replaceAll('\\', '/'), bytes: statSync(path).size };
    })
    .sort((a, b) => a.path.localeCompare(b.path, 'en'));

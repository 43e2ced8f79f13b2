import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Profile and downloads folder that outlive a browser. */
export interface Places {
  readonly profileDir: string;
  readonly downloadsDir: string;
  /** Deletes both. */
  remove(): void;
}

export const newPlaces = (): Places => {
  const home = mkdtempSync(join(tmpdir(), 'tokshelf-places-'));
  return {
    profileDir: join(home, 'profile'),
    downloadsDir: join(home, 'downloads'),
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }),
  };
};

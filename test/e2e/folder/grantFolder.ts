import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { newPlaces } from '../support/places.ts';
import { tree } from '../support/tree.ts';
import { waitFor } from '../support/waitFor.ts';
import { dropFolder } from './dropFolder.ts';

/** Gives the extension a folder that its profile is granted, as a person does by dropping it on the settings. */
export const grantFolder = async (run: ChromiumRun, folder: string): Promise<void> => {
  const options = await run.extensionPage('options.html#names');
  await dropFolder(options, '.drop', folder);
  await waitFor('the folder to count', () => options.getByText(folder.split('/').at(-1) ?? '').isVisible());
  await options.close();
};

/** A browser whose extension saves into a granted folder, as it is now: a restart puts another in its place. */
export interface GrantedRun {
  readonly site: Site;
  readonly folder: string;
  run: ChromiumRun;
  /** Kills the browser and starts it again on the same profile; `taken` = without the grant, until another restart gives it again. */
  restart(grant?: 'granted' | 'taken'): Promise<void>;
  /** Ends all and takes it away. */
  close(): Promise<void>;
}

/** Starts one; `name` keeps its folder apart from those of other tests. */
export const startGranted = async (name: string): Promise<GrantedRun> => {
  const places = newPlaces();
  const folder = join(tmpdir(), `tokshelf-${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const site = await startSite();
  const options = { extensionDir: extensionDir('chrome'), site, grantedFolders: [folder], ...places };
  const granted: GrantedRun = {
    site,
    folder,
    run: await launchChromium(options),
    restart: async (grant = 'granted') => {
      await granted.run.kill();
      const grantedFolders = grant === 'granted' ? [folder] : [];
      granted.run = await launchChromium({ ...options, grantedFolders, login: 'keep' });
    },
    close: async () => {
      await granted.run.close();
      await site.close();
      places.remove();
      rmSync(folder, { recursive: true });
    },
  };
  await grantFolder(granted.run, folder);
  return granted;
};

/** Paths of all files below the folder but the lists that TokShelf keeps there. */
export const savedIn = (folder: string): readonly string[] =>
  tree(folder)
    .map(({ path }) => path)
    .filter((path) => !path.startsWith('.tokshelf/'));

/** How often the extension asked the media hosts; the profile page itself shows covers. */
export const mediaAsked = (site: Site): number =>
  site.log.filter(({ group, headers }) => group === 'media' && headers['sec-fetch-dest'] === 'empty').length;

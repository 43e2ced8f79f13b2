import type { Site } from '../../site/startSite.ts';
import type { ChromiumRun } from '../browsers/launchChromium.ts';
import { tree } from '../support/tree.ts';
import { waitFor } from '../support/waitFor.ts';
import { dropFolder } from './dropFolder.ts';

/** Gives the extension a folder that its profile is granted, as a person does by dropping it on the settings. */
export const grantFolder = async (run: ChromiumRun, folder: string): Promise<void> => {
  const options = await run.extensionPage('options.html#saving');
  await dropFolder(options, '.drop', folder);
  await waitFor('the folder to count', () => options.getByText(folder.split('/').at(-1) ?? '').isVisible());
  await options.close();
};

/** Paths of all files below the folder but the lists that TokShelf keeps there. */
export const savedIn = (folder: string): readonly string[] =>
  tree(folder)
    .map(({ path }) => path)
    .filter((path) => !path.startsWith('.tokshelf/'));

/** How often the extension asked the media hosts; the profile page itself shows covers. */
export const mediaAsked = (site: Site): number =>
  site.log.filter(({ group, headers }) => group === 'media' && headers['sec-fetch-dest'] === 'empty').length;

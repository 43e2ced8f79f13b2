import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { QuietBrowser, QuietPage } from '../../e2e/browsers/driveQuietly.ts';
import type { ChromiumRun } from '../../e2e/browsers/launchChromium.ts';
import { memoryUse } from '../support/processMemory.ts';
import { readStored } from './readStored.ts';
import type { SoakSample } from './SoakSample.ts';

interface Api {
  readonly downloads: { search(query: object): Promise<readonly { readonly id: number }[]> };
}

const filesBelow = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(folder, name), { throwIfNoEntry: false })?.isFile(),
    );
  } catch {
    // The browser makes the folder when it needs it.
    return [];
  }
};

const downloadsOf = (own: QuietPage): Promise<Pick<SoakSample, 'downloads' | 'runningDownloads'>> =>
  own.evaluate(async () => {
    const { downloads } = (globalThis as unknown as { chrome: Api }).chrome;
    const running = await downloads.search({ state: 'in_progress' });
    const [last] = await downloads.search({ orderBy: ['-startTime'], limit: 1 });
    // They are numbered from one.
    return { downloads: last?.id ?? 0, runningDownloads: running.length };
  });

/** Has garbage collected everywhere and looks at what is left; `own` = a page of the extension. */
export const takeSample = async (
  run: ChromiumRun,
  quiet: QuietBrowser,
  own: QuietPage,
  moment: Pick<SoakSample, 'hour' | 'rest'>,
): Promise<SoakSample> => {
  const { profileDir, downloadsDir, extensionId, child } = run;
  const home = `chrome-extension://${extensionId}`;
  const worker = await quiet.use(`${home}/background`);
  const ownUse = await quiet.use(`${home}/trouble`);
  const tab = await quiet.use('https://www.tiktok.com');
  const { extension, browser } = memoryUse(child.pid ?? 0, 'own');
  const addresses = await quiet.addresses();
  return {
    ...moment,
    ...{ worker, own: ownUse, tab },
    extensionMb: extension,
    browserMb: browser,
    offscreen: addresses.filter((address) => address.startsWith(`${home}/offscreen`)).length,
    blobFiles: filesBelow(join(profileDir, 'Default', 'blob_storage')).length,
    halfFiles: filesBelow(downloadsDir).filter((name) => name.endsWith('.crdownload')).length,
    ...(await downloadsOf(own)),
    ...(await readStored(own)),
  };
};

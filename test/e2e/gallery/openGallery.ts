import { pathToFileURL } from 'node:url';
import { isHousekeeping } from '../../site/hosts.ts';
import type { Site } from '../../site/startSite.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { launchFirefox } from '../browsers/launchFirefox.ts';
import type { GalleryTab } from './lookAround.ts';

/** What a gallery asked for while it was looked at. */
export interface Asked {
  /** Addresses that are no files. */
  readonly elsewhere: readonly string[];
  readonly files: number;
  /** What reached the proxy that stands for the whole network, but for what browsers ask for by themselves. */
  readonly served: number;
}

/** Requests to the site, and hosts that were tried, which nobody answers. */
const reached = (site: Site): number =>
  site.log.length + site.foreignHosts().filter((host) => !isHousekeeping(host)).length;

const sum = (addresses: readonly string[], served: number): Asked => ({
  elsewhere: addresses.filter((address) => !/^(file|data|about):/.test(address)),
  files: addresses.filter((address) => address.startsWith('file:')).length,
  served,
});

/** Opens a page from the disk in a browser without the extension, behind the demo site's proxy. */
export const openInChromium = async (
  site: Site,
  path: string,
  look: (tab: GalleryTab) => Promise<void>,
): Promise<Asked> => {
  const run = await launchChromium({ site });
  try {
    const before = reached(site);
    const page = await run.context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    await page.goto(pathToFileURL(path).href);
    await look({
      evaluate: (...given: readonly unknown[]) => page.evaluate(...(given as [() => unknown])) as never,
      press: (key) => page.keyboard.press(key),
    });
    return sum(asked, reached(site) - before);
  } finally {
    await run.close();
  }
};

/** {@link openInChromium} in Firefox. */
export const openInFirefox = async (
  site: Site,
  path: string,
  look: (tab: GalleryTab) => Promise<void>,
): Promise<Asked> => {
  const run = await launchFirefox({ site });
  try {
    const before = reached(site);
    const page = await run.newPage();
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    await page.goto(pathToFileURL(path).href);
    await look({
      evaluate: (...given: readonly unknown[]) => page.evaluate(...(given as [() => unknown])) as never,
      press: (key) => page.keyboard.press(key as 'Escape'),
    });
    return sum(asked, reached(site) - before);
  } finally {
    await run.close();
  }
};

import { pathToFileURL } from 'node:url';
import { isHousekeeping } from '../../site/hosts.ts';
import type { Site } from '../../site/startSite.ts';
import { demo } from '../../site/world/users.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { launchFirefox } from '../browsers/launchFirefox.ts';
import type { GalleryTab } from './lookAround.ts';

/** What a gallery asked for while it was looked at. */
export interface Asked {
  /** Addresses that are no files. */
  readonly elsewhere: readonly string[];
  /** What reached the proxy that stands for the whole network, but for what browsers ask for by themselves. */
  readonly served: number;
  /** Requests of a page of the site that the same tab was shown before: silence counts only where others are heard. */
  readonly heard: number;
}

/** Requests to the site, and hosts that were tried, which nobody answers. */
const reached = (site: Site): number =>
  site.log.length + site.foreignHosts().filter((host) => !isHousekeeping(host)).length;

const QUIET_MS = 1000;

/** What another page still had under way is none of the gallery's: the log notes it when it is answered. */
const untilQuiet = async (site: Site): Promise<void> => {
  for (let last = -1; last !== reached(site); ) {
    last = reached(site);
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
};

/** The parts of a tab that both libraries spell alike. */
interface Tab {
  goto(address: string): Promise<unknown>;
  on(event: 'request', hear: (request: { url(): string }) => void): unknown;
}

const watch = async (site: Site, tab: Tab, path: string, look: () => Promise<void>): Promise<Asked> => {
  let asked: string[] = [];
  tab.on('request', (request) => void asked.push(request.url()));
  await tab.goto(`https://www.tiktok.com/@${demo.uniqueId}`);
  await tab.goto('about:blank');
  await untilQuiet(site);
  const heard = asked.length;
  asked = [];
  const before = reached(site);
  await tab.goto(pathToFileURL(path).href);
  await look();
  const elsewhere = asked.filter((address) => !/^(?:file|data|about):/.test(address));
  return { elsewhere, served: reached(site) - before, heard };
};

/** Opens a page from the disk in a browser without the extension, behind the demo site's proxy. */
export const openInChromium = async (
  site: Site,
  path: string,
  look: (tab: GalleryTab) => Promise<void>,
): Promise<Asked> => {
  const run = await launchChromium({ site });
  try {
    const page = await run.context.newPage();
    const tab: GalleryTab = {
      evaluate: (...given: readonly unknown[]) => page.evaluate(...(given as [() => unknown])) as never,
      press: (key) => page.keyboard.press(key),
    };
    return await watch(site, page, path, () => look(tab));
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
    const page = await run.newPage();
    const tab: GalleryTab = {
      evaluate: (...given: readonly unknown[]) => page.evaluate(...(given as [() => unknown])) as never,
      press: (key) => page.keyboard.press(key as 'Escape'),
    };
    return await watch(site, page, path, () => look(tab));
  } finally {
    await run.close();
  }
};

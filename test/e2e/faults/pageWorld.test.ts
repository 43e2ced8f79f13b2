import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';

let site: Site;
const runs: ChromiumRun[] = [];

beforeAll(async () => {
  site = await startSite();
});
afterAll(async () => {
  for (const run of runs) await run.close();
  await site.close();
});

/**
 * Runs in the page: all that a script can compare of the world that it starts in. Values are told by their kind, since
 * sizes and times differ between two windows.
 */
const worldOf = (): string[] => {
  const seen = new Set<object>();
  const lines: string[] = [];
  const told = (value: unknown): string => {
    if (typeof value !== 'function') return typeof value;
    return `${value.name}/${value.length}/${Function.prototype.toString.call(value)}`;
  };
  const list = (name: string, object: object): void => {
    if (seen.has(object)) return;
    seen.add(object);
    for (const key of Reflect.ownKeys(object)) {
      const found = Object.getOwnPropertyDescriptor(object, key);
      if (!found) continue;
      const { value, get, set, writable, enumerable, configurable } = found;
      const flags = [writable, enumerable, configurable].join();
      lines.push(`${name}.${String(key)} ${flags} ${told(value)} ${told(get)} ${told(set)}`);
      if (typeof value !== 'function') continue;
      list(`${name}.${String(key)}`, value);
      const { prototype } = value as { prototype?: unknown };
      if (typeof prototype === 'object' && prototype !== null) list(`${name}.${String(key)}.prototype`, prototype);
    }
  };
  list('window', window);
  // A button of ours stands on the page for all to see.
  for (const element of document.querySelectorAll(':not(tokshelf-button)'))
    lines.push([element.localName, ...[...element.attributes].map(({ name }) => name)].join(' '));
  for (const name of ['fetch', 'XMLHttpRequest', 'onerror', 'onmessage']) lines.push(`${name} in ${name in window}`);
  return lines.sort();
};

/** What a page of the site is like before the site's own scripts, which do not come. */
const worldWith = async (extension: string | undefined): Promise<readonly string[]> => {
  const run = await launchChromium({ site, ...(extension === undefined ? {} : { extensionDir: extension }) });
  runs.push(run);
  const page = await run.context.newPage();
  await page.route('**/demo/*.js', (route) => route.abort());
  await page.goto('https://www.tiktok.com/explore');
  // Long enough for both of our scripts, which start with the document.
  await page.waitForTimeout(1_500);
  return page.evaluate(worldOf);
};

it("the page's world is the same with the extension, until the site's own script has started", async () => {
  const without = await worldWith(undefined);
  const withOurs = await worldWith(extensionDir('chrome'));
  expect(without.length).toBeGreaterThan(5_000);
  expect(withOurs.filter((line) => !without.includes(line))).toEqual([]);
  expect(without.filter((line) => !withOurs.includes(line))).toEqual([]);
  expect(withOurs).toHaveLength(without.length);
});

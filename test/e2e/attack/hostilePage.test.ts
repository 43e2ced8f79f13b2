import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { demo } from '../../site/world/users.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { launchChromium } from '../browsers/launchChromium.ts';
import { launchFirefox } from '../browsers/launchFirefox.ts';
import { command } from '../support/command.ts';
import {
  addStyle,
  type Bait,
  COLOURLESS,
  layBaits,
  readAll,
  setTrap,
  TRAP_PLACE,
  TRAPS,
} from '../support/hostilePage.ts';
import { insideOf, partOf } from '../support/insideOf.ts';
import type { OwnPage } from '../support/OwnPage.ts';
import { records } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

/** A tab of the site, driven as its scripts and as the person can. */
interface Tab extends OwnPage {
  clickAt(x: number, y: number): Promise<void>;
  /** What the button of the nth bait says to screen readers. */
  nameAt(index: number): Promise<string>;
  /** A picture of the place of a trap, as the person sees it. */
  shootButton(): Promise<Buffer>;
  /** What our own script in the page gets when it writes the storage; undefined where no test can run in its world. */
  writeAsOurScript?(): Promise<string>;
}

/** A browser with the extension, whichever it is. */
interface Run {
  readonly own: OwnPage;
  command(name: string, input: unknown): Promise<unknown>;
  openTab(): Promise<Tab>;
  close(): Promise<void>;
}

/** Writes as a page that took over its process could: with the rights of our script in it. */
const writeStorage = async (page: Page, extensionId: string): Promise<string> => {
  const cdp = await page.context().newCDPSession(page);
  const worlds: { readonly id: number; readonly origin: string }[] = [];
  cdp.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
  await cdp.send('Runtime.enable');
  const ours = worlds.find(({ origin }) => origin === `chrome-extension://${extensionId}`);
  if (!ours) throw new Error(`no world of ours among ${JSON.stringify(worlds)}`);
  const { result } = await cdp.send('Runtime.evaluate', {
    contextId: ours.id,
    expression: `chrome.storage.local.set({ settings: { conflict: 'overwrite' } }).then(() => 'written', String)`,
    awaitPromise: true,
    returnByValue: true,
  });
  return String(result.value);
};

const HOSTS = 'tokshelf-button:not(.pill)';
const CLIP = { x: 290, y: 290, width: 120, height: 140 };
const EMPTY_PAGE = 'https://www.tiktok.com/messages';

const inChromium = async (site: Site): Promise<Run> => {
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  const own = await run.extensionPage('options.html');
  return {
    own,
    command: (name, input) => command(run, own, name, input),
    openTab: async () => {
      const page = await run.context.newPage();
      await page.goto(EMPTY_PAGE);
      return {
        evaluate: page.evaluate.bind(page) as Tab['evaluate'],
        clickAt: (x, y) => page.mouse.click(x, y),
        shootButton: () => page.screenshot({ clip: CLIP, animations: 'disabled' }),
        nameAt: async (index) => {
          const inside = await insideOf(page, HOSTS, index);
          return partOf(inside, ({ tag }) => tag === 'button')?.attributes['aria-label'] ?? '';
        },
        writeAsOurScript: () => writeStorage(page, run.extensionId),
      };
    },
    close: run.close,
  };
};

const inFirefox = async (site: Site): Promise<Run> => {
  const run = await launchFirefox({ extensionDir: extensionDir('firefox'), site });
  const own = await run.extensionPage('options.html');
  return {
    own,
    command: (name, input) => command(run, own, name, input),
    openTab: async () => {
      const page = await run.newPage();
      await page.goto(EMPTY_PAGE);
      return {
        evaluate: page.evaluate.bind(page) as Tab['evaluate'],
        clickAt: (x, y) => page.mouse.click(x, y),
        shootButton: async () => Buffer.from(await page.screenshot({ clip: CLIP })),
        nameAt: async (index) => {
          const inside = await run.insideOf(page, HOSTS, index);
          const control = inside?.children?.find(({ value }) => value?.localName === 'button');
          return control?.value?.attributes?.['aria-label'] ?? '';
        },
      };
    },
    close: run.close,
  };
};

describe.each([
  ['Chromium', inChromium],
  ['Firefox', inFirefox],
])('in %s', (_, launch) => {
  let site: Site;
  let run: Run;
  let ids: readonly string[];
  beforeAll(async () => {
    site = await startSite();
    run = await launch(site);
    ids = site.world.postsOf(demo).map(({ id }) => id);
    for (const postId of ids.slice(0, 3)) await run.command('save', { postId, uniqueId: demo.uniqueId });
    await waitFor('three posts in the library', async () => {
      const { jobs } = await records(run.own);
      return jobs.length === 3 && jobs.every(({ state }) => state === 'done');
    });
  });
  afterAll(async () => {
    await run?.close();
    await site?.close();
  });

  const askFor = (baits: readonly Bait[]): string => JSON.stringify(baits);
  const isSaved = (name: string): boolean => name === 'Saved already';

  it('a script cannot tell which posts are in the library, though the person sees it', async () => {
    const tab = await run.openTab();
    // In turns: one that is saved, one that is not.
    const order = [ids[0], ids[10], ids[1], ids[11], ids[2], ids[12]].map(String);
    await tab.evaluate(layBaits, askFor(order.map((postId, at) => ({ postId, left: 10 + at * 200, top: 10 }))));
    const names = await waitFor('the buttons to say so', async () => {
      const said = await Promise.all([...order, ...order].map((_, at) => tab.nameAt(at)));
      if (said.filter(isSaved).length !== 6) throw new Error(JSON.stringify(said));
      return said;
    });
    // Two at each place: on the picture and in the bar.
    expect(names.map(isSaved)).toEqual(order.flatMap((_, at) => [at % 2 === 0, at % 2 === 0]));
    const { baits, told } = await tab.evaluate(readAll);
    expect(baits).toHaveLength(12);
    const pictures = new Set(baits.filter((_, at) => at % 2 === 0));
    const bars = new Set(baits.filter((_, at) => at % 2 === 1));
    expect([...pictures]).toHaveLength(1);
    expect([...bars]).toHaveLength(1);
    expect([...pictures, ...bars]).not.toContain('no button');
    expect(told).toEqual([]);
  });

  it('nothing is asked about posts that the person cannot see', async () => {
    const tab = await run.openTab();
    const hidden = [
      { postId: String(ids[0]), left: -500, top: 10 },
      { postId: String(ids[1]), left: 10, top: 3000 },
    ];
    await tab.evaluate(layBaits, askFor(hidden));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await Promise.all(hidden.map((_, at) => tab.nameAt(at)))).toEqual(
      hidden.map(() => expect.stringMatching(/^Save th/)),
    );
  });

  it('our script in a page obeys the settings, and cannot write them where the browser can forbid it', async () => {
    const tab = await run.openTab();
    await tab.evaluate(layBaits, askFor([{ postId: String(ids[30]), left: 10, top: 10 }]));
    const buttons = () => tab.evaluate(() => document.querySelectorAll('tokshelf-button').length);
    for (const shown of [true, false, true]) {
      await run.command('setSettings', { settings: { buttons: shown } });
      await waitFor('the buttons to follow', async () => (await buttons()) === (shown ? 2 : 0));
    }
    const canForbid = await run.own.evaluate(
      () =>
        'setAccessLevel' in (globalThis as unknown as { chrome: { storage: { local: object } } }).chrome.storage.local,
    );
    // Firefox cannot: once it can, this says so.
    expect(canForbid).toBe(tab.writeAsOurScript !== undefined);
    if (tab.writeAsOurScript) expect(await tab.writeAsOurScript()).toMatch(/not allowed/);
  });

  it('a press on a button that the page made invisible, or hid behind a picture, saves nothing; a plain one does', async () => {
    const tab = await run.openTab();
    const postId = String(ids[20]);
    await tab.evaluate(layBaits, askFor([{ postId, left: 10, top: 10 }]));
    await waitFor('the buttons', async () => (await tab.nameAt(1)) !== '');
    const before = (await records(run.own)).jobs.length;
    for (const trap of TRAPS) {
      const { x, y } = await tab.evaluate(setTrap, JSON.stringify(trap));
      await tab.clickAt(x, y);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await records(run.own)).jobs).toHaveLength(before);
    const { x, y } = await tab.evaluate(setTrap, JSON.stringify({ host: TRAP_PLACE }));
    await tab.clickAt(x, y);
    await waitFor('the job', async () => (await records(run.own)).jobs.length === before + 1);
  });

  it('no style of the page takes the colour from a button', async () => {
    const tab = await run.openTab();
    await tab.evaluate(layBaits, askFor([{ postId: String(ids[21]), left: 10, top: 10 }]));
    await waitFor('the buttons', async () => (await tab.nameAt(1)) !== '');
    await tab.evaluate(setTrap, JSON.stringify({ host: TRAP_PLACE }));
    const shot = await tab.shootButton();
    await tab.evaluate(addStyle, COLOURLESS);
    expect((await tab.shootButton()).equals(shot)).toBe(true);
    // What hides it indeed is seen by the same look.
    await tab.evaluate(setTrap, JSON.stringify({ host: TRAP_PLACE, around: 'opacity:0' }));
    expect((await tab.shootButton()).equals(shot)).toBe(false);
  });
});

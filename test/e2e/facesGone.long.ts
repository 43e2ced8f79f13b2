import type { Page } from 'playwright-core';
import type { Page as FirefoxPage } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../site/startSite.ts';
import { demo } from '../site/world/users.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { type FirefoxRun, launchFirefox } from './browsers/launchFirefox.ts';
import { tooltipText } from './support/saveButton.ts';
import { waitFor } from './support/waitFor.ts';
import { words } from './support/words.ts';

const PROFILE = `https://www.tiktok.com/@${demo.uniqueId}`;
/** 35 posts and "save all". */
const BUTTONS = 36;

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site?.close());

describe('Chromium', () => {
  let run: ChromiumRun;
  let page: Page;
  beforeAll(async () => {
    run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
    page = await run.context.newPage();
  });
  afterAll(() => run?.close());

  const buttons = (): Promise<number> => page.locator('tokshelf-button').count();
  const untilButtons = (): Promise<boolean> => waitFor('the buttons', async () => (await buttons()) === BUTTONS);
  /** From the page of all extensions, which may do what a person does there. */
  const manage = async (change: { isEnabled: boolean } | 'reload'): Promise<void> => {
    const manager = await run.context.newPage();
    await manager.goto('chrome://extensions');
    await manager.evaluate(
      async ({ id, wanted }) => {
        interface Manager {
          readonly chrome: {
            readonly developerPrivate: {
              reload(id: string, options: object): Promise<unknown>;
              updateProfileConfiguration(change: object): Promise<unknown>;
            };
            readonly management: { setEnabled(id: string, on: boolean): Promise<unknown> };
          };
        }
        const { chrome } = globalThis as unknown as Manager;
        // Without it a browser switches an unpacked extension off when it is loaded again.
        await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
        if (wanted === 'reload') await chrome.developerPrivate.reload(id, { failQuietly: true });
        else await chrome.management.setEnabled(id, wanted.isEnabled);
      },
      { id: run.extensionId, wanted: change },
    );
    await manager.close();
    await page.bringToFront();
  };

  const expectGone = async (): Promise<void> => {
    expect(await buttons()).toBe(BUTTONS);
    // Whatever the person or the page does next shows that nobody is there any more.
    await page.mouse.move(600, 500);
    await page.mouse.move(800, 500);
    expect(await waitFor('the word about it', () => tooltipText(page))).toBe(words('page_reload'));
    expect(await buttons()).toBe(0);
    await waitFor('the end of the tooltip', async () => (await tooltipText(page)) === '');
    // Once is enough.
    await page.mouse.move(500, 400);
    await page.evaluate(() => document.body.append(document.createElement('p')));
    await page.waitForTimeout(800);
    expect(await tooltipText(page)).toBe('');
    expect(await buttons()).toBe(0);
  };

  it('takes the buttons away when the extension was updated, and says once to reload', async () => {
    await page.goto(PROFILE);
    await untilButtons();
    await manage('reload');
    await expectGone();
    await page.reload();
    await untilButtons();
  });

  it('takes them away when it is switched off', async () => {
    await manage({ isEnabled: false });
    await expectGone();
    await page.reload();
    await page.locator('[data-e2e=user-post-item]').nth(34).waitFor();
    expect(await buttons()).toBe(0);
  });
});

describe('Firefox', () => {
  let run: FirefoxRun;
  let page: FirefoxPage;
  beforeAll(async () => {
    run = await launchFirefox({ extensionDir: extensionDir('firefox'), site });
    page = await run.newPage();
  });
  afterAll(() => run?.close());

  const shown = (): Promise<number> =>
    page.evaluate(
      () => [...document.querySelectorAll('tokshelf-button')].filter((host) => host.checkVisibility()).length,
    );

  it('hides the buttons when the extension is removed', async () => {
    await page.goto(PROFILE);
    await waitFor('the buttons', async () => (await shown()) === BUTTONS);
    await run.browser.uninstallExtension(run.extensionId);
    await waitFor('no buttons', async () => (await shown()) === 0);
  });

  it('puts them up once when it comes back to a page that is still open', async () => {
    await run.browser.installExtension(extensionDir('firefox'));
    await waitFor('the buttons', async () => (await shown()) === BUTTONS);
    expect(await page.evaluate(() => document.querySelectorAll('tokshelf-button').length)).toBe(BUTTONS);
  });
});

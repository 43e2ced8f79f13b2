import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/findBrowser.ts';
import type { Site } from '../../site/startSite.ts';
import { demo } from '../../site/world/users.ts';
import { sendMessage } from '../support/sendMessage.ts';
import { type TreeFile, tree } from '../support/tree.ts';
import { waitFor } from '../support/waitFor.ts';
import { hasWelcome } from './hasWelcome.ts';

/** How to start Firefox. */
export interface FirefoxOptions {
  /** Built extension (folder or .zip); absent = a browser without. */
  readonly extensionDir?: string;
  readonly site: Site;
  readonly downloadsDir?: string;
  readonly login?: 'viewer' | 'demo' | 'none';
  readonly prefs?: Readonly<Record<string, unknown>>;
}

/** Firefox, driven over WebDriver BiDi. */
export interface FirefoxRun {
  readonly browser: Browser;
  readonly downloadsDir: string;
  /** Empty without extension. */
  readonly extensionId: string;
  newPage(): Promise<Page>;
  /** Opens a page of the extension in a tab, e.g. `options.html`. */
  extensionPage(path: string): Promise<Page>;
  /** What stands in the closed shadow root of the element that a selector finds: name, attributes, parts of each. */
  insideOf(page: Page, selector: string, index?: number): Promise<FirefoxInside | undefined>;
  /** runtime.sendMessage from a page of the extension; wakes the background. */
  message(page: Page, message: unknown): Promise<unknown>;
  tree(): TreeFile[];
  close(): Promise<void>;
}

/** An element, as the protocol serializes it. */
export interface FirefoxInside {
  readonly localName?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly { readonly value?: FirefoxInside }[];
  readonly shadowRoot?: { readonly value?: FirefoxInside } | null;
}

/** What puppeteer-core 24.43 keeps to itself: commands of the protocol that it has no method for. */
interface Protocol {
  readonly connection: {
    send(method: string, params: unknown): Promise<{ readonly result: Readonly<Record<string, unknown>> }>;
  };
}

/**
 * Runs code in the browser's own window, which Firefox 153 allows with --remote-allow-system-access: a tab that is told
 * to go to an address of an extension refuses, one that the window opens there does not. False where the browser gives the
 * window to nobody (Firefox 140).
 */
const runInWindow = async (browser: Browser, expression: string): Promise<boolean> => {
  const { connection } = browser as unknown as Protocol;
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [{ context } = {}] = result.contexts as { context?: string }[];
  const { result: outcome } = await connection.send('script.evaluate', {
    expression,
    target: { context },
    awaitPromise: true,
  });
  const said = JSON.stringify(outcome);
  if (outcome.type !== 'success' && !said.includes('Services is not defined')) throw new Error(said);
  return outcome.type === 'success';
};

const insideOf = async (
  browser: Browser,
  page: Page,
  selector: string,
  index = 0,
): Promise<FirefoxInside | undefined> => {
  const { connection } = browser as unknown as Protocol;
  const { _id: context } = page.mainFrame() as unknown as { readonly _id: string };
  const { result } = await connection.send('script.evaluate', {
    expression: `document.querySelectorAll(${JSON.stringify(selector)})[${index}]`,
    target: { context },
    awaitPromise: false,
    serializationOptions: { maxDomDepth: 10, includeShadowTree: 'all' },
  });
  const { value } = result.result as { readonly value?: FirefoxInside };
  return value?.shadowRoot?.value;
};

const untilPage = (browser: Browser, known: ReadonlySet<Page>, path: string): Promise<Page> =>
  waitFor(`${path} in Firefox`, async () => {
    for (const page of await browser.pages()) {
      if (known.has(page)) continue;
      // page.url() keeps the address that the tab began with.
      const read = page.evaluate(() => [location.href, document.readyState]);
      // One that was closed a moment ago may still be on the list.
      const [address, state] = await read.catch((): string[] => []);
      if (address?.includes(path) && state === 'complete') return page;
    }
    return undefined;
  });

interface TabsApi {
  readonly browser: { readonly tabs: { create(tab: { readonly url: string }): Promise<unknown> } };
}

/** From a page of the site to the popup, and on from there: an extension's page may open its own. */
const openByPopup = async (browser: Browser, path: string): Promise<void> => {
  const known = new Set(await browser.pages());
  const tab = await browser.newPage();
  await tab.goto(`https://www.tiktok.com/@${demo.uniqueId}`);
  await (await tab.waitForSelector('tokshelf-button.pill', { visible: true }))?.click();
  const popup = await untilPage(browser, new Set([...known, tab]), 'popup.html');
  await popup.evaluate(
    async (url) => void (await (globalThis as unknown as TabsApi).browser.tabs.create({ url })),
    `/${path}`,
  );
  await popup.close();
  await tab.close();
};

const openOwnPage = async (browser: Browser, extensionId: string, path: string): Promise<Page> => {
  const known = new Set(await browser.pages());
  const isOpening = await runInWindow(
    browser,
    `(() => {
      const hosts = JSON.parse(Services.prefs.getStringPref('extensions.webextensions.uuids'));
      const address = 'moz-extension://' + hosts[${JSON.stringify(extensionId)}] + '/' + ${JSON.stringify(path)};
      const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
      gBrowser.selectedTab = gBrowser.addTab(address, { triggeringPrincipal });
    })()`,
  );
  if (!isOpening) await openByPopup(browser, path);
  return await untilPage(browser, known, path);
};

/** Starts headless Firefox behind the site's proxy. */
export const launchFirefox = async (options: FirefoxOptions): Promise<FirefoxRun> => {
  const downloadsDir = options.downloadsDir ?? mkdtempSync(join(tmpdir(), 'tokshelf-downloads-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    args: ['--remote-allow-system-access'],
    acceptInsecureCerts: true,
    defaultViewport: { width: 1280, height: 860 },
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': options.site.proxyPort,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': options.site.proxyPort,
      'network.proxy.no_proxies_on': '',
      'browser.download.folderList': 2,
      'browser.download.dir': downloadsDir,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
      'app.update.enabled': false,
      'datareporting.healthreport.uploadEnabled': false,
      'toolkit.telemetry.enabled': false,
      'media.autoplay.default': 0,
      // MV3 host permissions are granted by hand otherwise; tests install with all of them.
      'extensions.originControls.grantByDefault': true,
      ...options.prefs,
    },
  });
  const install = async (): Promise<string> => {
    try {
      return options.extensionDir ? await browser.installExtension(options.extensionDir) : '';
    } catch (error) {
      await browser.close();
      throw error;
    }
  };
  const extensionId = await install();
  // The page that opens once after installation takes the front, where tests have pages of their own.
  if (hasWelcome(options.extensionDir)) await (await untilPage(browser, new Set(), 'welcome.html')).close();
  const login = options.login ?? 'viewer';
  await browser.setCookie(...options.site.cookies(login).map((cookie) => ({ ...cookie })));
  return {
    browser,
    downloadsDir,
    extensionId,
    newPage: () => browser.newPage(),
    extensionPage: (path) => openOwnPage(browser, extensionId, path),
    insideOf: (page, selector, index) => insideOf(browser, page, selector, index),
    message: sendMessage,
    tree: () => tree(downloadsDir),
    close: async () => {
      await browser.close();
      if (!options.downloadsDir) rmSync(downloadsDir, { recursive: true, force: true });
    },
  };
};

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/findBrowser.ts';
import type { Site } from '../../site/startSite.ts';
import { sendMessage } from '../support/sendMessage.ts';
import { type TreeFile, tree } from '../support/tree.ts';
import { waitFor } from '../support/waitFor.ts';

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
  insideOf(page: Page, selector: string): Promise<FirefoxInside | undefined>;
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
 * to go to an address of an extension refuses, one that the window opens there does not.
 */
const runInWindow = async (browser: Browser, expression: string): Promise<void> => {
  const { connection } = browser as unknown as Protocol;
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [{ context } = {}] = result.contexts as { context?: string }[];
  const { result: outcome } = await connection.send('script.evaluate', {
    expression,
    target: { context },
    awaitPromise: true,
  });
  if (outcome.type !== 'success') throw new Error(JSON.stringify(outcome));
};

const insideOf = async (browser: Browser, page: Page, selector: string): Promise<FirefoxInside | undefined> => {
  const { connection } = browser as unknown as Protocol;
  const { _id: context } = page.mainFrame() as unknown as { readonly _id: string };
  const { result } = await connection.send('script.evaluate', {
    expression: `document.querySelector(${JSON.stringify(selector)})`,
    target: { context },
    awaitPromise: false,
    serializationOptions: { maxDomDepth: 10, includeShadowTree: 'all' },
  });
  const { value } = result.result as { readonly value?: FirefoxInside };
  return value?.shadowRoot?.value;
};

const openOwnPage = async (browser: Browser, extensionId: string, path: string): Promise<Page> => {
  const known = new Set(await browser.pages());
  await runInWindow(
    browser,
    `(() => {
      const hosts = JSON.parse(Services.prefs.getStringPref('extensions.webextensions.uuids'));
      const address = 'moz-extension://' + hosts[${JSON.stringify(extensionId)}] + '/' + ${JSON.stringify(path)};
      const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
      gBrowser.selectedTab = gBrowser.addTab(address, { triggeringPrincipal });
    })()`,
  );
  return await waitFor(`${path} in Firefox`, async () => {
    for (const page of await browser.pages()) {
      if (known.has(page)) continue;
      // page.url() keeps the address that the tab began with.
      const [address, state] = await page.evaluate(() => [location.href, document.readyState]);
      if (address?.includes(path) && state === 'complete') return page;
    }
    return undefined;
  });
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
  const extensionId = options.extensionDir ? await browser.installExtension(options.extensionDir) : '';
  const login = options.login ?? 'viewer';
  await browser.setCookie(...options.site.cookies(login).map((cookie) => ({ ...cookie })));
  return {
    browser,
    downloadsDir,
    extensionId,
    newPage: () => browser.newPage(),
    extensionPage: (path) => openOwnPage(browser, extensionId, path),
    insideOf: (page, selector) => insideOf(browser, page, selector),
    message: sendMessage,
    tree: () => tree(downloadsDir),
    close: async () => {
      await browser.close();
      if (!options.downloadsDir) rmSync(downloadsDir, { recursive: true, force: true });
    },
  };
};

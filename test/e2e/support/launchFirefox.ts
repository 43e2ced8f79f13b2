import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/findBrowser.ts';
import type { Site } from '../../site/startSite.ts';
import { type TreeFile, tree } from './tree.ts';

/** How to start Firefox. */
export interface FirefoxOptions {
  /** Built extension (folder or .zip); absent = a browser without. */
  readonly extensionDir?: string;
  readonly site: Site;
  readonly downloadsDir?: string;
  readonly login?: 'viewer' | 'demo' | 'none';
  readonly prefs?: Readonly<Record<string, unknown>>;
}

/** Firefox, driven over WebDriver BiDi. Pages of the extension cannot be opened by address there. */
export interface FirefoxRun {
  readonly browser: Browser;
  readonly downloadsDir: string;
  /** Empty without extension. */
  readonly extensionId: string;
  newPage(): Promise<Page>;
  tree(): TreeFile[];
  close(): Promise<void>;
}

/** Starts headless Firefox behind the site's proxy. */
export const launchFirefox = async (options: FirefoxOptions): Promise<FirefoxRun> => {
  const downloadsDir = options.downloadsDir ?? mkdtempSync(join(tmpdir(), 'tokshelf-downloads-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
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
    tree: () => tree(downloadsDir),
    close: async () => {
      await browser.close();
      if (!options.downloadsDir) rmSync(downloadsDir, { recursive: true, force: true });
    },
  };
};

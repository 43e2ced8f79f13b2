import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/findBrowser.ts';
import type { Site } from '../../site/startSite.ts';
import { sendMessage } from '../support/sendMessage.ts';
import { type TreeFile, tree } from '../support/tree.ts';
import { waitFor, within } from '../support/waitFor.ts';
import { extensionIdOf } from './extensionId.ts';
import { hasWelcome } from './hasWelcome.ts';

/** How to start Chromium. */
export interface ChromiumOptions {
  /** Built extension; absent = a browser without. */
  readonly extensionDir?: string;
  readonly site: Site;
  /** An existing profile is used as it is (after a kill, for instance). */
  readonly profileDir?: string;
  readonly downloadsDir?: string;
  /** Default en-US. */
  readonly locale?: string;
  readonly headless?: boolean;
  /** The browser's setting "ask where to save each file"; a headless browser waves each question off. */
  readonly asksWhere?: boolean;
  /** Folders that the extension may write to on every visit, as if the person had said so; the page still has to be given them (dropFolder). Empty = none any more. */
  readonly grantedFolders?: readonly string[];
  /** Account whose cookies are set before anything opens; default viewer. `keep` leaves a used profile's cookies. */
  readonly login?: 'viewer' | 'demo' | 'none' | 'keep';
  readonly args?: readonly string[];
  /** The page that opens once after installation is closed before anything else, unless a test wants it. */
  readonly welcome?: 'keep';
}

/** The page that opens after installation. */
export const welcomePage = (context: BrowserContext): Promise<Page> =>
  waitFor('the page of the first minutes', () => context.pages().find((page) => page.url().endsWith('/welcome.html')));

/** A Chromium process of our own with real downloads. */
export interface ChromiumRun {
  readonly browser: Browser;
  readonly context: BrowserContext;
  /** Empty without extension. */
  readonly extensionId: string;
  readonly profileDir: string;
  readonly downloadsDir: string;
  readonly child: ChildProcess;
  /** Opens a page of the extension, e.g. `options.html`. */
  extensionPage(path: string): Promise<Page>;
  /** Opens popup.html as a page while `tabPage` is the active tab, so that the popup finds it. */
  openPopup(tabPage: Page): Promise<Page>;
  /**
   * Opens the real popup of the toolbar over `tabPage` and gives its page. It is seen only by a second connection made
   * after it opened; call `done` to close that connection.
   */
  openRealPopup(tabPage: Page): Promise<{ page: Page; done(): Promise<void> }>;
  /** runtime.sendMessage from an extension page; wakes the worker. */
  message(page: Page, message: unknown): Promise<unknown>;
  /** Stops the service worker at once, as idleness would. */
  stopWorker(): Promise<void>;
  tree(): TreeFile[];
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** DownloadWatcher the browser; removes profile and downloads that it made itself. */
  close(): Promise<void>;
}

/** Starts Chromium behind the site's proxy and attaches to it. */
export const launchChromium = async (options: ChromiumOptions): Promise<ChromiumRun> => {
  const profileDir = options.profileDir ?? mkdtempSync(join(tmpdir(), 'tokshelf-profile-'));
  const downloadsDir = options.downloadsDir ?? mkdtempSync(join(tmpdir(), 'tokshelf-downloads-'));
  mkdirSync(downloadsDir, { recursive: true });
  const isNew = !existsSync(join(profileDir, 'Local State'));
  prepare(profileDir, downloadsDir, options);
  const child = start(options, profileDir);
  const port = await waitFor('DevToolsActivePort', () => readPort(profileDir, child), { timeout: 60_000 });
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  // Attaching turns names of downloads into GUIDs; this gives the browser's own behaviour back.
  const session = await browser.newBrowserCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'default' });
  const context = browser.contexts()[0];
  if (!context) throw new Error('Chromium has no default context');
  if (options.login !== 'keep')
    await context.addCookies(options.site.cookies(options.login ?? 'viewer').map((cookie) => ({ ...cookie })));
  const extensionId = options.extensionDir ? extensionIdOf(options.extensionDir) : '';
  // The page of the first minutes takes the front, where tests have pages of their own.
  if (isNew && hasWelcome(options.extensionDir) && options.welcome !== 'keep')
    await (await welcomePage(context)).close();

  const extensionPage = async (path: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`chrome-extension://${extensionId}/${path}`);
    return page;
  };
  const ended = (): Promise<void> =>
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise((resolve) => child.once('exit', () => resolve()));
  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    const gone = ended();
    child.kill(signal);
    await gone;
    await browser.close().catch(() => undefined /* the process is gone, so is the connection */);
  };
  return {
    browser,
    context,
    extensionId,
    profileDir,
    downloadsDir,
    child,
    extensionPage,
    openPopup: async (tabPage) => {
      const page = await context.newPage();
      await page.setViewportSize({ width: 380, height: 600 });
      await tabPage.bringToFront();
      await page.goto(`chrome-extension://${extensionId}/popup.html`);
      return page;
    },
    openRealPopup: async (tabPage) => {
      const helper = await extensionPage('options.html');
      await tabPage.bringToFront();
      await within(
        'action.openPopup',
        helper.evaluate(() => (globalThis as unknown as ActionApi).chrome.action.openPopup()),
      );
      const second = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      // The second connection set its own download behaviour as well.
      await session.send('Browser.setDownloadBehavior', { behavior: 'default' });
      const page = await waitFor('the popup', () =>
        second
          .contexts()
          .flatMap((one) => one.pages())
          .find((one) => one.url().endsWith('/popup.html')),
      );
      await helper.close();
      return { page, done: () => second.close() };
    },
    message: sendMessage,
    stopWorker: async () => {
      const page =
        context.pages().find((one) => one.url().startsWith(`chrome-extension://${extensionId}/`)) ??
        (await extensionPage('options.html'));
      const cdp = await context.newCDPSession(page);
      await cdp.send('ServiceWorker.enable');
      await cdp.send('ServiceWorker.stopAllWorkers');
      await cdp.detach();
    },
    tree: () => tree(downloadsDir),
    kill,
    close: async () => {
      await session.send('Browser.close').catch(() => undefined /* it may be gone already */);
      await within('end of Chromium', ended(), 10_000).catch(() => kill());
      if (!options.profileDir) rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 });
      if (!options.downloadsDir) rmSync(downloadsDir, { recursive: true, force: true });
    },
  };
};

interface ActionApi {
  readonly chrome: { readonly action: { openPopup(): Promise<void> } };
}

/** A profile's preferences with these exceptions of its content settings. */
const withExceptions = (profile: unknown, exceptions: object): object => {
  const known = (profile ?? {}) as { readonly content_settings?: { readonly exceptions?: object } };
  const settings = known.content_settings;
  return { ...known, content_settings: { ...settings, exceptions: { ...settings?.exceptions, ...exceptions } } };
};

/** What Chromium notes after "Allow on every visit" (measured, Chromium 156): its prompt crashes a headless one. */
const grantOf = (extensionId: string, folders: readonly string[]) => {
  if (folders.length === 0) return { file_system_access_extended_permission: {}, file_system_access_chooser_data: {} };
  const origin = `chrome-extension://${extensionId}/,*`;
  const rights = { 'is-directory': true, readable: true, writable: true };
  const grants = folders.map((path) => ({ path, 'display-name': path, ...rights }));
  return {
    file_system_access_extended_permission: { [origin]: { setting: 1 } },
    file_system_access_chooser_data: { [origin]: { setting: { 'chosen-objects': grants } } },
  };
};

/** Writes the download folder into a new profile; clears what a killed browser left behind. */
const prepare = (profileDir: string, downloadsDir: string, options: ChromiumOptions): void => {
  const { asksWhere = false, grantedFolders, extensionDir } = options;
  const file = join(profileDir, 'Default', 'Preferences');
  mkdirSync(join(profileDir, 'Default'), { recursive: true });
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
  const download = { default_directory: downloadsDir, prompt_for_download: asksWhere };
  const granted =
    grantedFolders !== undefined && extensionDir !== undefined
      ? { profile: withExceptions(known.profile, grantOf(extensionIdOf(extensionDir), grantedFolders)) }
      : {};
  writeFileSync(file, JSON.stringify({ ...known, ...granted, download }));
  for (const name of ['DevToolsActivePort', 'SingletonLock', 'SingletonSocket', 'SingletonCookie']) {
    rmSync(join(profileDir, name), { force: true });
  }
};

const start = (options: ChromiumOptions, profileDir: string): ChildProcess => {
  const { extensionDir, site } = options;
  const args = [
    `--user-data-dir=${profileDir}`,
    '--remote-debugging-port=0',
    `--proxy-server=http://127.0.0.1:${site.proxyPort}`,
    '--ignore-certificate-errors',
    ...(extensionDir ? [`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`] : []),
    ...(options.headless === false ? [] : ['--headless=new']),
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--lang=${options.locale ?? 'en-US'}`,
    '--window-size=1280,860',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-default-apps',
    '--disable-search-engine-choice-screen',
    '--disable-dev-shm-usage',
    '--disable-quic',
    '--metrics-recording-only',
    '--hide-crash-restore-bubble',
    '--password-store=basic',
    '--use-mock-keychain',
    '--autoplay-policy=no-user-gesture-required',
    ...(options.args ?? []),
    'about:blank',
  ];
  return spawn(findChromium(), args, {
    stdio: 'ignore',
    env: { ...process.env, LANGUAGE: (options.locale ?? 'en-US').replace('-', '_') },
  });
};

const readPort = (profileDir: string, child: ChildProcess): string | undefined => {
  if (child.exitCode !== null) throw new Error(`Chromium ended with code ${child.exitCode}`);
  const file = join(profileDir, 'DevToolsActivePort');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : undefined;
};

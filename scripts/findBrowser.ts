import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { canInstall, installBrowsers } from './installBrowsers.ts';

/** Chromium that loads unpacked extensions from the command line. Branded Chrome from 137 on ignores --load-extension. */
export const findChromium = (): string =>
  find(
    'TOKSHELF_CHROMIUM',
    ['chromium', 'chromium-browser', 'ungoogled-chromium', 'google-chrome'],
    chromiumCaches(),
    loadsExtensions,
    'chromium',
  );

/** Firefox 142 or newer. */
export const findFirefox = (): string =>
  find('TOKSHELF_FIREFOX', ['firefox-esr', 'firefox'], firefoxCaches(), (path) => majorOf(path) >= 142, 'firefox');

const find = (
  variable: string,
  names: readonly string[],
  caches: readonly string[],
  good: (path: string) => boolean,
  what: 'chromium' | 'firefox',
): string => {
  const named = process.env[variable];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`${variable} names ${named}, which does not exist.`);
  }
  const look = (): string | undefined => [...onPath(names), ...caches].find((path) => existsSync(path) && good(path));
  const found = look();
  if (found) return found;
  if (canInstall()) {
    installBrowsers();
    const installed = look();
    if (installed) return installed;
  }
  throw new Error(
    `No ${what} found. Install it (Debian: apt-get install ${what === 'firefox' ? 'firefox-esr' : 'chromium'}) or set ${variable} to its path.`,
  );
};

const onPath = (names: readonly string[]): string[] => {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return names.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
};

const cacheRoots = (): string[] => {
  const home = homedir();
  if (process.platform === 'darwin') return [join(home, 'Library/Caches')];
  return process.platform === 'win32'
    ? [process.env.LOCALAPPDATA ?? home]
    : [process.env.XDG_CACHE_HOME ?? join(home, '.cache')];
};

/** Files `tail` in the folders below `folder` whose names start with `start`, newest name first. */
const below = (folder: string, start: string, tails: readonly string[]): string[] => {
  if (!existsSync(folder)) return [];
  const versions = readdirSync(folder)
    .filter((name) => name.startsWith(start))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return versions.flatMap((version) => tails.map((tail) => join(folder, version, tail)));
};

const macChrome = 'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing';

const chromiumCaches = (): string[] =>
  cacheRoots().flatMap((root) => [
    ...below(join(root, 'ms-playwright'), 'chromium-', [
      'chrome-linux/chrome',
      'chrome-linux64/chrome',
      'chrome-win/chrome.exe',
      'chrome-win64/chrome.exe',
      'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    ]),
    ...below(join(root, 'puppeteer', 'chrome'), '', [
      'chrome-linux64/chrome',
      'chrome-win64/chrome.exe',
      `chrome-mac-arm64/${macChrome}`,
      `chrome-mac-x64/${macChrome}`,
    ]),
    ...below(join(homedir(), '.cache', 'puppeteer', 'chrome'), '', [
      'chrome-linux64/chrome',
      `chrome-mac-arm64/${macChrome}`,
    ]),
  ]);

const firefoxCaches = (): string[] => [
  ...cacheRoots().flatMap((root) =>
    below(join(root, 'puppeteer', 'firefox'), '', [
      'firefox/firefox',
      'core/firefox.exe',
      'Firefox.app/Contents/MacOS/firefox',
    ]),
  ),
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

const versionOf = (path: string): string => {
  try {
    return execFileSync(path, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 20_000,
    });
  } catch {
    // A broken or foreign file of that name is no browser; the search goes on.
    return '';
  }
};

const majorOf = (path: string): number => Number(/(\d+)\./.exec(versionOf(path))?.[1] ?? 0);

const loadsExtensions = (path: string): boolean => {
  const version = versionOf(path);
  const major = Number(/(\d+)\./.exec(version)?.[1] ?? 0);
  if (/Google Chrome \d/.test(version)) return major >= 120 && major < 137;
  return major >= 120;
};

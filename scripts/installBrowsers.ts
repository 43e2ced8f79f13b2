import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const packages = ['chromium', 'firefox-esr', 'fonts-noto-core', 'fonts-noto-cjk', 'fonts-noto-color-emoji'];

/** True when Debian's packages can be installed without asking anybody. */
export const canInstall = (): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('apt-get', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    // No apt-get on this machine: the caller says what to do instead.
    return false;
  }
};

/** Installs Chromium, Firefox ESR and fonts from Debian's archive (about 350 MB). */
export const installBrowsers = (): void => {
  const run = (...args: string[]): void => {
    execFileSync('apt-get', args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  console.log(`Installing ${packages.join(', ')} …`);
  run('update', '-qq');
  run('install', '-y', '-qq', '--no-install-recommends', ...packages);
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) installBrowsers();

import { readAccount, rememberAccount } from './accountMemory';
import { showBadge } from './badge';
import { createContextReader } from './browserContext';
import { pushToTab } from './commands';
import { createBlobs } from './createBlobs';
import { createBrowserDownloads } from './createBrowserDownloads';
import { createClock } from './createClock';
import { createCookies } from './createCookies';
import { createRandom } from './createRandom';
import { createWake } from './createWake';
import { openDb } from './db';
import { createDexieStore } from './dexieStore';
import { notifyEnd } from './notifyEnd';
import { createSettingsReader, writeSettings } from './settingsStore';
import { showDownload } from './showDownload';
import { hasSitePermission } from './sitePermission';
import { openOwnPage, readTabData } from './tabPage';
import { createSiteWays } from './ways/createSiteWays';

/** Every adapter of the background, built once while it starts. Makes no request. */
export const createBackgroundPorts = () => {
  const clock = createClock();
  const ways = createSiteWays(() => clock.now());
  return {
    clock,
    http: ways.http,
    cookies: createCookies(),
    random: createRandom(),
    store: createDexieStore(openDb()),
    blobs: createBlobs(),
    downloads: createBrowserDownloads(),
    wake: createWake(),
    userAgent: navigator.userAgent,
    context: createContextReader(() => clock.now()),
    settings: createSettingsReader(),
    writeSettings,
    pushPostState: (tabId: number, state: unknown) => void pushToTab(tabId, { type: 'post-state', state }),
    showBadge,
    showDownload,
    openOwnPage,
    tabData: readTabData,
    readAccount,
    rememberAccount,
    hasSitePermission,
    showWorkTab: ways.showWorkTab,
    releaseWorkTab: ways.releaseWorkTab,
    onCaptchaGone: ways.onCaptchaGone,
    lastWay: ways.lastWay,
    notifyEnd,
  };
};

import type { Hydration } from '@/lib/tiktok/parse/hydration';
import { readHydrationJson } from '@/lib/tiktok/parse/hydration';
import { readTabData } from './readTabData';
import { findSiteTab } from './siteTabs';

/** How long what a tab said of device and login is believed without looking again. */
const BELIEVED_MS = 60_000;

interface UserAgentData {
  readonly platform?: string;
}

const platformWord = (): string => {
  // userAgentData is Chromium's alone; navigator.platform is what the site's own script reads in every browser.
  const data = (navigator as Navigator & { userAgentData?: UserAgentData }).userAgentData;
  return (data?.platform ?? navigator.platform).toLowerCase();
};

const osWord = (): string => {
  const word = platformWord();
  if (word.includes('win')) return 'windows';
  if (word.includes('mac')) return 'mac';
  return word.includes('android') ? 'android' : 'linux';
};

/** What this browser says of itself, as the site's page would read it; a worker has no screen, so that is left to the usual. */
const ofBrowser = () => ({
  userAgent: navigator.userAgent,
  language: navigator.language,
  languages: [...navigator.languages],
  platform: navigator.platform,
  os: osWord(),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

const ofPage = (page: Hydration) => ({
  ...(page.deviceId ? { deviceId: page.deviceId } : {}),
  ...(page.region ? { region: page.region } : {}),
  ...(page.language ? { appLanguage: page.language } : {}),
  ...(page.odinId ? { odinId: page.odinId } : {}),
  ...(page.webIdCreatedTime ? { webIdLastTime: page.webIdCreatedTime } : {}),
  ...(page.account ? { loggedIn: true } : {}),
});

/**
 * Reads what requests tell of browser and page: from the browser itself, and device id, region and login from an open
 * TikTok tab where there is one. Asks the tab at most once a minute; makes no request.
 */
export const createContextReader = (now: () => number) => {
  let seen: { readonly at: number; readonly values: ReturnType<typeof ofPage> } | undefined;

  const lookAtTab = async (): Promise<ReturnType<typeof ofPage>> => {
    const tabId = await findSiteTab();
    const data = tabId === undefined ? '' : await readTabData(tabId);
    const page = data === '' ? undefined : readHydrationJson(data);
    return page?.ok ? ofPage(page.value) : {};
  };

  return async () => {
    if (!seen || now() - seen.at > BELIEVED_MS) seen = { at: now(), values: await lookAtTab() };
    return { ...ofBrowser(), ...seen.values };
  };
};

/**
 * Every host that TokShelf talks to. The manifest reads this file too, so it imports nothing.
 * Hosts as recorded in replies and pages of 2023-10 to 2026-10.
 */

/** Pages, API and referer. */
export const SITE_ORIGIN = 'https://www.tiktok.com';

/** A light page on which the site's own script starts: what the work tab shows. */
export const WORK_PAGE = `${SITE_ORIGIN}/explore`;

/** Live rooms: room/info, check_alive, im/fetch. */
export const WEBCAST_ORIGIN = 'https://webcast.tiktok.com';

/** Where a live room's chat is pushed from (reported by four clients of 2026). */
export const CHAT_HOST = 'webcast-ws.tiktok.com';

/** How the hosts of chat sockets begin, whichever region they are of. */
export const CHAT_HOST_LABEL = 'webcast';

/** Pages on which a live room is shown. */
export const LIVE_PAGES = `${SITE_ORIGIN}/*/live*`;

/** Hosts whose addresses name a post, a profile or a list in their path. */
export const pageHosts: readonly string[] = ['www.tiktok.com', 'tiktok.com', 'm.tiktok.com'];

/** Hosts that show the site's pages, the light ones among them: where our content scripts run. */
const shownHosts: readonly string[] = [...pageHosts, 'lite.tiktok.com'];

/** Match patterns of the content scripts. */
export const pagePatterns: string[] = shownHosts.map((host) => `https://${host}/*`);

/** Below it stand light and regional copies of the pages (`lite.`), whose paths are the same. */
const SITE_DOMAIN = 'tiktok.com';

/** Hosts below the site's domain whose paths mean other things: adverts, shops, programs. */
const officeHosts: readonly string[] = ['ads', 'business', 'seller', 'shop', 'developers', 'support', 'newsroom'].map(
  (name) => `${name}.${SITE_DOMAIN}`,
);

/** Hosts whose addresses only redirect to a page. */
export const shortHosts: readonly string[] = ['vm.tiktok.com', 'vt.tiktok.com'];

/** Hosts whose replies to the page itself may hold posts. */
export const apiHosts: readonly string[] = ['www.tiktok.com'];

/** Domains that hold videos, pictures, sound and subtitles; their subdomains change by region and by request. */
export const mediaDomains: readonly string[] = [
  'tiktok.com',
  'tiktokcdn.com',
  'tiktokcdn-us.com',
  'tiktokcdn-eu.com',
  'tiktokv.com',
  'tiktokv.us',
  'tiktokv.eu',
];

/** Match patterns for the manifest: wide from the start, since a host added later disables the extension until it is granted again. */
export const hostPermissions: string[] = mediaDomains.map((domain) => `https://*.${domain}/*`);

/** Chrome lets rules set headers of a web socket only where its own scheme is named (measured 2026-11); Firefox by the host alone. */
export const chatPermissions: string[] = ['wss://*.tiktok.com/*'];

/** Whether a host is one of the domains or below one of them; `tiktok.com.evil.example` and `eviltiktok.com` are neither. */
const isOnDomain = (host: string, domains: readonly string[]): boolean =>
  domains.some((domain) => host === domain || host.endsWith(`.${domain}`));

/** Whether a host of no known name may show pages of the site all the same. */
export const isPageLikeHost = (host: string): boolean =>
  isOnDomain(host, [SITE_DOMAIN]) && !isOnDomain(host, officeHosts);

// URL.parse would need Chrome 126.
const plainHost = (address: string): string => {
  if (!URL.canParse(address)) return '';
  const { protocol, username, password, port, hostname } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' && port === '' ? hostname : '';
};

/**
 * Whether bytes may be fetched from this address: https, no user or password, the usual port, a host below
 * {@link mediaDomains}. Everything else in a reply is treated as if it were not there.
 */
export const isMediaAddress = (address: string): boolean => isOnDomain(plainHost(address), mediaDomains);

/** The host, with a port of its own, of an address that {@link isMediaAddress} refuses; undefined for all other texts. */
export const foreignHost = (text: string): string | undefined => {
  const address = text.replace(/^\/\//, 'https://');
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  const { hostname, port, host } = new URL(address);
  return port === '' && isOnDomain(hostname, mediaDomains) ? undefined : host.slice(0, 80);
};

/** The largest reply that is read as text, bytes: a page of the site is below 1 MB, a page of a list below 2 (recorded 2023-10 to 2026-10). */
export const LARGEST_REPLY = 16_000_000;

/** Whether an address is a page of the site itself, where our content script runs. */
export const isSiteAddress = (address: string): boolean => shownHosts.includes(plainHost(address));

/** Pages of the site that a person is sent to. As recorded 2026-10. */
export const siteAddress = {
  home: `${SITE_ORIGIN}/`,
  login: `${SITE_ORIGIN}/login`,
} as const;

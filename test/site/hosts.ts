/** Hosts that the demo site plays: the host table of the manifest. Everything else is foreign. */
const ownHosts = [/(^|\.)tiktok\.com$/, /(^|\.)tiktokcdn(-[a-z]+)?\.com$/, /(^|\.)tiktokv\.(com|us|eu)$/];

/** True when the proxy tunnels this host to the demo site. */
export const isSiteHost = (host: string): boolean => ownHosts.some((pattern) => pattern.test(host.toLowerCase()));

/**
 * What browsers ask for by themselves, with or without an extension. The proxy refuses them like any other foreign
 * host. The first five were seen without an extension (Debian's Chromium 156, Firefox ESR 153, November 2026); the
 * others are background services that the two makers document and that show up on other versions or after longer runs.
 */
export const housekeepingHosts: readonly string[] = [
  'accounts.google.com',
  'clients2.google.com',
  'update.googleapis.com',
  'optimizationguide-pa.googleapis.com',
  'firefox.settings.services.mozilla.com',
  'content-autofill.googleapis.com',
  'clients2.googleusercontent.com',
  'clientservices.googleapis.com',
  'safebrowsing.googleapis.com',
  'safebrowsingohttpgateway.googleapis.com',
  'passwordsleakcheck-pa.googleapis.com',
  'android.clients.google.com',
  'mtalk.google.com',
  'edgedl.me.gvt1.com',
  'redirector.gvt1.com',
  'firefox-settings-attachments.cdn.mozilla.net',
  'content-signature-2.cdn.mozilla.net',
  'contile.services.mozilla.com',
  'detectportal.firefox.com',
  'push.services.mozilla.com',
  'aus5.mozilla.org',
  'tracking-protection.cdn.mozilla.net',
  'shavar.services.mozilla.com',
  'location.services.mozilla.com',
];

/** True for the browser's own requests, which no extension causes. */
export const isHousekeeping = (host: string): boolean => housekeepingHosts.includes(host.toLowerCase());

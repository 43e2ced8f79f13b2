/** Hosts that the demo site plays: the host table of the manifest. Everything else is foreign. */
const ownHosts = [/(^|\.)tiktok\.com$/, /(^|\.)tiktokcdn(-[a-z]+)?\.com$/, /(^|\.)tiktokv\.(com|us|eu)$/];

/** True when the proxy tunnels this host to the demo site. */
export const isSiteHost = (host: string): boolean => ownHosts.some((pattern) => pattern.test(host.toLowerCase()));

/**
 * What browsers ask for by themselves, with or without an extension; the proxy refuses them like any other foreign
 * host. All were seen without an extension (Debian's Chromium 156 and 150 in 100 s, Firefox ESR 153 and 140 in 100 s, November 2026);
 * test/e2e/hosts.test.ts looks again.
 */
export const housekeepingHosts: readonly string[] = [
  'accounts.google.com',
  'clients2.google.com',
  'update.googleapis.com',
  'optimizationguide-pa.googleapis.com',
  // Chromium 150, at its first start: push messaging and the default search.
  'android.clients.google.com',
  'www.google.com',
  'firefox.settings.services.mozilla.com',
  // Firefox ESR 140: whether a login page stands between it and the net.
  'detectportal.firefox.com',
];

/** True for the browser's own requests, which no extension causes. */
export const isHousekeeping = (host: string): boolean => housekeepingHosts.includes(host.toLowerCase());

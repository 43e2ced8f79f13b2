import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';
import { failure, TokError } from '@/lib/base/failure';
import { mediaDomains, SITE_ORIGIN } from '@/lib/tiktok/address/hosts';

const REFERER_ID = 1;
const HOSTS_ID = 2;
const PORTS_ID = 3;

const set = (header: string, value: string): DeclarativeNetRequest.RuleActionRequestHeadersItemType => ({
  header,
  operation: 'set',
  value,
});

// The site's video hosts refuse requests without its Referer; fetch and XMLHttpRequest cannot set one. Limited to
// requests that this extension starts, so that pages of the site stay untouched.
const refererRule = (): DeclarativeNetRequest.Rule => ({
  id: REFERER_ID,
  priority: 1,
  condition: {
    initiatorDomains: [location.hostname],
    requestDomains: [...mediaDomains],
    resourceTypes: ['xmlhttprequest'],
  },
  action: {
    type: 'modifyHeaders',
    requestHeaders: [set('referer', `${SITE_ORIGIN}/`), set('origin', SITE_ORIGIN)],
  },
});

// Without a list of types the browser leaves out pages, which our own tabs are.
const every: DeclarativeNetRequest.ResourceType[] = [
  'xmlhttprequest',
  'image',
  'media',
  'sub_frame',
  'font',
  'stylesheet',
  'script',
  'websocket',
  'ping',
  'other',
];

// A redirect is a request of its own to the browser's rules: nothing of ours reaches a host off the table, be it named by
// a reply or led to. They go before the Referer.
const hostsRule = (): DeclarativeNetRequest.Rule => ({
  id: HOSTS_ID,
  priority: 2,
  condition: {
    initiatorDomains: [location.hostname],
    excludedRequestDomains: [...mediaDomains],
    resourceTypes: every,
  },
  action: { type: 'block' },
});

// Nor one of the table's hosts by plain http or at another port.
const portsRule = (): DeclarativeNetRequest.Rule => ({
  id: PORTS_ID,
  priority: 2,
  condition: {
    initiatorDomains: [location.hostname],
    regexFilter: '^(http:|ws:|(https|wss)://[^/?#]*:[0-9])',
    resourceTypes: every,
  },
  action: { type: 'block' },
});

let installed: Promise<void> | undefined;

const install = async (): Promise<void> => {
  const old = await browser.declarativeNetRequest.getSessionRules();
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: old.map(({ id }) => id),
    addRules: [refererRule(), hostsRule(), portsRule()],
  });
};

/**
 * Puts the session rules in place that give our own requests the site's Referer and Origin, and block those that go or
 * are led to anything but the hosts of the table; older session rules of ours are swept. Session rules outlive the worker, not the browser: call it at every start, and wait for it before a
 * request. Calls after the first cost nothing; a failed one throws `browser` and is tried again by the next.
 */
export const installRefererRule = (): Promise<void> => {
  installed ??= install().catch((error: unknown) => {
    installed = undefined;
    throw new TokError(failure('browser', error instanceof Error ? error.message : String(error)), { cause: error });
  });
  return installed;
};

import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';
import { mediaDomains, SITE_ORIGIN } from '@/lib/tiktok/address/hosts';

const RULE_ID = 1;

const set = (header: string, value: string): DeclarativeNetRequest.RuleActionRequestHeadersItemType => ({
  header,
  operation: 'set',
  value,
});

// The site's video hosts refuse requests without its Referer; fetch and XMLHttpRequest cannot set one. Limited to
// requests that this extension starts, so that pages of the site stay untouched.
const rule = (): DeclarativeNetRequest.Rule => ({
  id: RULE_ID,
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

let installed: Promise<void> | undefined;

const install = async (): Promise<void> => {
  const old = await browser.declarativeNetRequest.getSessionRules();
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: old.map(({ id }) => id),
    addRules: [rule()],
  });
};

/**
 * Puts the one session rule in place that gives our own requests the site's Referer and Origin; older session rules of
 * ours are swept. Session rules outlive the worker, not the browser: call it at every start, and wait for it before a
 * request. Calls after the first cost nothing; a failed one is tried again by the next.
 */
export const installRefererRule = (): Promise<void> => {
  installed ??= install().catch((error: unknown) => {
    installed = undefined;
    throw error;
  });
  return installed;
};

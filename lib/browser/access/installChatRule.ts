import browser from 'webextension-polyfill';
import { CHAT_HOST, SITE_ORIGIN } from '@/lib/tiktok/address/hosts';
import { installRefererRule } from './installRefererRule';

const CHAT_ID = 4;

/**
 * Gives the chat's web socket the site's Origin and, of all cookies, only the guest's `ttwid` (none where it is empty):
 * a chat is heard as a stranger. Wait for it before the socket is opened; the last call wins.
 */
export const installChatRule = async (ttwid: string): Promise<void> => {
  // It sweeps all rules at its first call.
  await installRefererRule();
  const cookie =
    ttwid === ''
      ? ({ header: 'cookie', operation: 'remove' } as const)
      : ({ header: 'cookie', operation: 'set', value: `ttwid=${ttwid}` } as const);
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [CHAT_ID],
    addRules: [
      {
        id: CHAT_ID,
        priority: 1,
        condition: {
          initiatorDomains: [location.hostname],
          requestDomains: [CHAT_HOST],
          resourceTypes: ['websocket'],
        },
        action: {
          type: 'modifyHeaders',
          requestHeaders: [{ header: 'origin', operation: 'set', value: SITE_ORIGIN }, cookie],
        },
      },
    ],
  });
};

import browser from 'webextension-polyfill';
import type { Messages } from '@/lib/ports/Messages';

/** The browser's own message table: public/_locales in the browser's language, with the fallback of the manifest. */
export const browserMessages: Messages = {
  get: (key, substitutions) => browser.i18n.getMessage(key, substitutions ? [...substitutions] : undefined),
  uiLanguage: () => browser.i18n.getUILanguage(),
};

import type { MessageKey, Messages } from '@/lib/ports/Messages';
import { isRightToLeft, localeTag, t, useMessages } from '@/lib/ui/format/i18n';

/** Calls back with the words now and whenever they become others. */
type WatchMessages = (onMessages: (messages: Messages) => void) => unknown;

const speak = (messages: Messages, title: MessageKey | undefined): void => {
  useMessages(messages);
  document.documentElement.lang = localeTag();
  document.documentElement.dir = isRightToLeft() ? 'rtl' : 'ltr';
  if (title) document.title = `${t(title)} · ${t('app_name')}`;
};

/**
 * Keeps the page's words, language and direction, and with `title` what its tab says before the name.
 *
 * @returns the element that the page is drawn into, once there are words: a page that is drawn in the browser's
 * language first would flicker
 */
export const mountPage = async (watchMessages: WatchMessages, title?: MessageKey): Promise<HTMLElement> => {
  const root = document.getElementById('app');
  if (!root) throw new Error('the page has no #app');
  await new Promise<void>((resolve) => {
    watchMessages((messages) => {
      speak(messages, title);
      resolve();
    });
  });
  return root;
};

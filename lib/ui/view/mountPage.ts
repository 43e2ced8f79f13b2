import type { MessageKey, Messages } from '@/lib/ports/Messages';
import { isRightToLeft, localeTag, t, useMessages } from '@/lib/ui/format/i18n';

/**
 * Sets the page's words, language and direction, and with `title` what its tab says before the name; returns the
 * element that the page is drawn into.
 */
export const mountPage = (messages: Messages, title?: MessageKey): HTMLElement => {
  useMessages(messages);
  document.documentElement.lang = localeTag();
  document.documentElement.dir = isRightToLeft() ? 'rtl' : 'ltr';
  if (title) document.title = `${t(title)} · ${t('app_name')}`;
  const root = document.getElementById('app');
  if (!root) throw new Error('the page has no #app');
  return root;
};

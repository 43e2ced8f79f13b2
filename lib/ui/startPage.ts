import type { Messages } from '@/lib/ports/Messages';
import { isRightToLeft, localeTag, useMessages } from './i18n';

/** Sets the page's words, language and direction; returns the element that the page is drawn into. */
export const startPage = (messages: Messages): HTMLElement => {
  useMessages(messages);
  document.documentElement.lang = localeTag();
  document.documentElement.dir = isRightToLeft() ? 'rtl' : 'ltr';
  const root = document.getElementById('app');
  if (!root) throw new Error('the page has no #app');
  return root;
};

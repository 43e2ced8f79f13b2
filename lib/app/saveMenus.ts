import type { MenuEntry } from '@/lib/browser/events/contextMenus';
import type { Messages } from '@/lib/ports/Messages';

/** Puts "save with TokShelf" on links to TikTok and on its pages. */
export const installSaveMenus = (
  install: (menus: readonly MenuEntry[]) => Promise<void>,
  messages: Messages,
): Promise<void> =>
  install([
    { id: 'save-link', title: messages.get('menu_save_link'), contexts: ['link'] },
    { id: 'save-page', title: messages.get('menu_save_page'), contexts: ['page'] },
  ]);

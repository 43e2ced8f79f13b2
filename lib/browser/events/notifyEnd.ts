import browser from 'webextension-polyfill';
import { chosenMessages } from '@/lib/browser/settings/readMessages';
import { openOwnPage } from '@/lib/browser/tabs/openOwnPage';
import type { Job } from '@/lib/model/job';
import type { Messages } from '@/lib/ports/Messages';

const PREFIX = 'job-';
let listening = false;

// The API appears with the permission, so the listener may have to wait for the first notification.
const listenOnce = (): void => {
  if (listening) return;
  listening = true;
  browser.notifications.onClicked.addListener((id) => {
    if (!id.startsWith(PREFIX)) return;
    void browser.notifications.clear(id);
    void openOwnPage('library');
  });
};

/** Whether the person lets us notify. */
export const mayNotify = (): Promise<boolean> => browser.permissions.contains({ permissions: ['notifications'] });

/**
 * Opens the library at a press on a notification, also after the background slept. Call it while the background starts,
 * and wait for nothing before: a listener that comes later is not there for the press that woke it.
 */
export const listenForNotifications = (): void => {
  // Absent without the permission, in both browsers, whatever its type says.
  const api: typeof browser.notifications | undefined = browser.notifications;
  if (api !== undefined) listenOnce();
};

/**
 * Shows a notice whose press opens the library; one of the same id takes the place of the one before. Nothing where the
 * permission was not given or was taken back.
 */
export const notifyOnce = async (
  id: string,
  words: (messages: Messages) => { readonly title: string; readonly message: string },
): Promise<void> => {
  if (!(await mayNotify())) return;
  listenOnce();
  await browser.notifications.create(`${PREFIX}${id}`, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icon/128.png'),
    ...words(await chosenMessages()),
  });
};

/** Says that a job ended, with its counts. */
export const notifyEnd = ({ id, state, owner, counts }: Job): Promise<void> =>
  notifyOnce(id, (messages) => {
    const numbers = new Intl.NumberFormat(messages.get('locale_tag') || 'en');
    return {
      title: owner?.name ?? messages.get('app_name'),
      message: messages.get(state === 'failed' ? 'notify_failed' : 'notify_done', [
        numbers.format(counts.saved),
        numbers.format(counts.skipped),
        numbers.format(counts.failed),
      ]),
    };
  });

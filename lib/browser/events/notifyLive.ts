import browser from 'webextension-polyfill';
import { mayNotify } from '@/lib/browser/events/notifyEnd';
import { chosenMessages } from '@/lib/browser/settings/readMessages';
import { openOwnPage } from '@/lib/browser/tabs/openOwnPage';

const PREFIX = 'live-';
let listening = false;
let stopRecording: ((recordingId: string) => void) | undefined;

// The API appears with the permission, so the listener may have to wait for the first notification.
const listenOnce = (): void => {
  if (listening) return;
  listening = true;
  const take = (id: string, act: (recordingId: string) => void): void => {
    if (!id.startsWith(PREFIX)) return;
    void browser.notifications.clear(id);
    act(id.slice(PREFIX.length));
  };
  browser.notifications.onButtonClicked?.addListener((id) => take(id, (recordingId) => stopRecording?.(recordingId)));
  browser.notifications.onClicked.addListener((id) => take(id, () => void openOwnPage('library')));
};

/** Hears the button of {@link notifyLive}, also when the press wakes the background. Call it while the background starts. */
export const listenForLiveNotifications = (stop: (recordingId: string) => void): void => {
  stopRecording = stop;
  // Absent without the permission, in both browsers, whatever its type says.
  const api: typeof browser.notifications | undefined = browser.notifications;
  if (api !== undefined) listenOnce();
};

// Firefox refuses notifications with buttons.
const hasButtons = (): boolean => !browser.runtime.getURL('').startsWith('moz-extension:');

/**
 * Says that somebody who is watched went live and is recorded, with "stop" where the browser can; elsewhere a press opens
 * the library, where it can be stopped, and the words say so. Nothing where the permission was not given.
 */
export const notifyLive = async (name: string, recordingId: string): Promise<void> => {
  if (!(await mayNotify())) return;
  listenOnce();
  const messages = await chosenMessages();
  const buttons = { buttons: [{ title: messages.get('action_stop_recording') }] };
  await browser.notifications.create(`${PREFIX}${recordingId}`, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icon/128.png'),
    title: name,
    ...(hasButtons()
      ? { ...buttons, message: messages.get('notify_live') }
      : { message: messages.get('notify_live_press') }),
  });
};

import { isHintSeen, markHintSeen } from '@/lib/browser/settings/hints';
import { openOwnPage } from './openOwnPage';

const HINT = 'welcome';

/**
 * Opens the page of the first minutes, the first time it is called. Chromium tells an extension that is loaded from a
 * folder of an installation at each of its starts, so that the event alone would open it again.
 */
export const openWelcomeOnce = async (): Promise<void> => {
  try {
    if (await isHintSeen(HINT)) return;
    await markHintSeen(HINT);
    await openOwnPage('welcome');
  } catch (error) {
    // A browser that is just closing: everything the page helps with can be found without it.
    console.error('TokShelf welcome', error);
  }
};

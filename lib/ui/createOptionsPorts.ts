import { call } from '@/lib/browser/commands';
import { copyText } from '@/lib/browser/copyText';
import { lastPost } from '@/lib/browser/lastPost';
import { ownVersion, requestNotificationPermission } from '@/lib/browser/optionalPermission';
import { readDiagnostics } from '@/lib/browser/readDiagnostics';
import { watchSettings } from '@/lib/browser/settingsStore';
import type { OptionsPorts } from './OptionsPorts';
import { offerFile } from './offerFile';

/** The options page's ports in the browser. */
export const createOptionsPorts = (): OptionsPorts => ({
  watchSettings,
  save: (settings) => call('setSettings', { settings }),
  lastPost,
  requestNotifications: requestNotificationPermission,
  offerFile,
  readDiagnostics,
  copyText,
  now: () => Date.now(),
  version: ownVersion(),
});

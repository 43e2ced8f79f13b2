import { languageOfTag } from '@/lib/base/languages';
import { ownVersion, requestNotificationPermission } from '@/lib/browser/access/sitePermission';
import { lastPost } from '@/lib/browser/database/queries';
import { watchesInSight } from '@/lib/browser/database/watchRows';
import { call } from '@/lib/browser/events/commands';
import { readDiagnostics } from '@/lib/browser/readDiagnostics';
import { watchSettings } from '@/lib/browser/settings/settingsStore';
import { browserMessages } from '@/lib/browser/system/browserMessages';
import { copyText } from '@/lib/browser/system/copyText';
import { live } from '@/lib/browser/system/liveQuery';
import { folderPorts } from '@/lib/ui/forms/folderPorts';
import { checkPorts } from '@/lib/ui/options/checkPorts';
import { rebuildPorts } from '@/lib/ui/options/rebuildPorts';
import { relocatePorts } from '@/lib/ui/options/relocatePorts';
import { renamingPorts } from '@/lib/ui/options/renamingPorts';
import { offerFile } from '@/lib/ui/view/offerFile';
import type { OptionsPorts } from './OptionsPorts';

/** The options page's ports in the browser. */
export const createOptionsPorts = (): OptionsPorts => ({
  watchSettings,
  save: (settings) => call('setSettings', { settings }),
  watchWatches: (onWatches) => live(watchesInSight, onWatches),
  unwatch: (watchId) => call('unwatch', { watchId }),
  lastPost,
  ...folderPorts(),
  ...relocatePorts(),
  ...rebuildPorts(),
  ...checkPorts(),
  ...renamingPorts(),
  requestNotifications: requestNotificationPermission,
  offerFile,
  readDiagnostics,
  copyText,
  now: () => Date.now(),
  version: ownVersion(),
  browserLanguage: languageOfTag(browserMessages.get('locale_tag')),
});

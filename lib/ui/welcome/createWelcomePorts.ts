import { requestSitePermission, watchSitePermission } from '@/lib/browser/access/sitePermission';
import { watchPinned } from '@/lib/browser/access/watchPinned';
import { trySaving } from '@/lib/browser/downloads/trySaving';
import { call } from '@/lib/browser/events/commands';
import { readSettings } from '@/lib/browser/settings/settingsStore';
import { browserName, canOpenDownloadSettings, openDownloadSettings } from '@/lib/browser/tabs/browserName';
import { openTab } from '@/lib/browser/tabs/currentTab';
import { openOwnPage } from '@/lib/browser/tabs/openOwnPage';
import { siteAddress } from '@/lib/tiktok/address/hosts';
import { folderPorts } from '@/lib/ui/forms/folderPorts';
import type { WelcomePorts } from './WelcomePorts';

/** The ports in the browser. */
export const createWelcomePorts = (): WelcomePorts => ({
  browserName: browserName(),
  watchPinned,
  watchAccess: watchSitePermission,
  requestAccess: requestSitePermission,
  trySaving: () => trySaving('TokShelf.txt'),
  ...(canOpenDownloadSettings() ? { openDownloadSettings } : {}),
  ...folderPorts(),
  saveToFolder: async () => call('setSettings', { settings: { ...(await readSettings()), place: 'folder' } }),
  openSite: () => openTab(siteAddress.home),
  openSettings: () => openOwnPage('options'),
});

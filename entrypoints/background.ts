import '@/lib/model/zodWithoutEval';
import { defineBackground } from '#imports';
import { createBackgroundApp } from '@/lib/app/createBackgroundApp';
import { installSaveMenus } from '@/lib/app/saveMenus';
import { createBackgroundPorts } from '@/lib/browser/createBackgroundPorts';
import { listenForEvents } from '@/lib/browser/events/backgroundEvents';
import { closeStorage } from '@/lib/browser/events/closeStorage';
import { listenForCommands } from '@/lib/browser/events/commands';
import { installMenus, onMenu } from '@/lib/browser/events/contextMenus';
import { listenForNotifications } from '@/lib/browser/events/notifyEnd';
import { browserMessages } from '@/lib/browser/system/browserMessages';
import { openWelcomeOnce } from '@/lib/browser/tabs/openWelcomeOnce';

export default defineBackground({
  // A module shares its chunks with the pages; as a classic script it held a second Dexie and a second zod.
  type: 'module',
  main() {
    const ports = createBackgroundPorts();
    closeStorage(ports.pageSettings);
    const app = createBackgroundApp(ports);
    listenForCommands(app.answer);
    listenForEvents({
      onWork: () => void app.wake(),
      onFresh: () => void installSaveMenus(installMenus, browserMessages),
      onInstall: () => void openWelcomeOnce(),
      onOnline: () => void app.unblock(['offline']),
      onPermission: () => void app.unblock(['permission']),
      onSaveShortcut: (address, tabId) => void app.saveAddress(address, tabId),
    });
    onMenu((address, tabId) => void app.saveAddress(address, tabId));
    listenForNotifications();
    void app.wake();
  },
});

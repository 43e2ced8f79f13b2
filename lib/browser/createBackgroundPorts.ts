import { hasSitePermission } from '@/lib/browser/access/sitePermission';
import { createDexieStore } from '@/lib/browser/database/createDexieStore';
import { openDb } from '@/lib/browser/database/db';
import { createRecordingRows } from '@/lib/browser/database/recordingRows';
import { createListWatchRows, createWatchRows } from '@/lib/browser/database/watchRows';
import { keepWords } from '@/lib/browser/database/wordRows';
import { showDownload } from '@/lib/browser/downloads/showDownload';
import { showBadge } from '@/lib/browser/events/badge';
import { pushToTab, tellLivePages } from '@/lib/browser/events/commands';
import { createWake } from '@/lib/browser/events/createWake';
import { notifyEnd } from '@/lib/browser/events/notifyEnd';
import { listenForLiveNotifications, notifyLive } from '@/lib/browser/events/notifyLive';
import { notifyWatch } from '@/lib/browser/events/notifyWatch';
import { tellRemoved } from '@/lib/browser/events/removedFiles';
import { onWatchAlarm, setWatchAlarm } from '@/lib/browser/events/watchAlarm';
import { createPlacedDownloads } from '@/lib/browser/folder/createPlacedDownloads';
import { createChats } from '@/lib/browser/live/createChats';
import { createRecorder, type RecorderHooks } from '@/lib/browser/live/createRecorder';
import { onRecordingAlarm, setRecordingAlarm } from '@/lib/browser/live/recordingAlarm';
import { createBlobs } from '@/lib/browser/media/createBlobs';
import { createSiteRoutes } from '@/lib/browser/routes/createSiteRoutes';
import { readAccount, rememberAccount } from '@/lib/browser/settings/accountMemory';
import { databaseMark } from '@/lib/browser/settings/databaseMark';
import { readPageSettings } from '@/lib/browser/settings/readMessages';
import { createSettingsKeeper } from '@/lib/browser/settings/settingsStore';
import { createCollectionUrge } from '@/lib/browser/system/createCollectionUrge';
import { systemPorts } from '@/lib/browser/system/systemPorts';
import { openOwnPage } from '@/lib/browser/tabs/openOwnPage';
import { createContextReader } from '@/lib/browser/tabs/readBrowserContext';
import { readTabData } from '@/lib/browser/tabs/readTabData';
import type { WordRow } from '@/lib/model/library/shelfRows';

/** Every adapter of the background, built once while it starts. Makes no request. */
export const createBackgroundPorts = () => {
  const { clock } = systemPorts;
  const db = openDb();
  const wake = createWake();
  const routes = createSiteRoutes(() => clock.now());
  const keeper = createSettingsKeeper();
  return {
    ...systemPorts,
    http: routes.http,
    store: createDexieStore(db),
    keepWords: (row: WordRow) => keepWords(db, row),
    blobs: createBlobs(async () => (await keeper.settings()).place),
    downloads: createPlacedDownloads(keeper.settings, db),
    wake,
    userAgent: navigator.userAgent,
    context: createContextReader(() => clock.now()),
    ...keeper,
    pageSettings: async () => readPageSettings(await keeper.settings()),
    databaseMark,
    pushPostState: (tabId: number, state: unknown) => void pushToTab(tabId, { type: 'post-state', state }),
    showBadge,
    tellRemoved,
    showDownload,
    openOwnPage,
    tabData: readTabData,
    readAccount,
    rememberAccount,
    hasSitePermission,
    showWorkTab: routes.showWorkTab,
    releaseWorkTab: routes.releaseWorkTab,
    onCaptchaGone: routes.onCaptchaGone,
    lastRoute: routes.lastRoute,
    notifyEnd,
    // SpiderMonkey refuses such a request without collecting anything (Firefox 153).
    worked: import.meta.env.FIREFOX ? () => {} : createCollectionUrge(),
    live: {
      rows: createRecordingRows(db),
      recorder: (hooks: RecorderHooks) => createRecorder(hooks, wake),
      wakeAt: setRecordingAlarm,
      onAlarm: onRecordingAlarm,
      chats: createChats,
      tellPages: tellLivePages,
    },
    watch: {
      rows: createWatchRows(db),
      lists: createListWatchRows(db),
      wakeAt: setWatchAlarm,
      onAlarm: onWatchAlarm,
      announce: notifyLive,
      onStop: listenForLiveNotifications,
      tell: notifyWatch,
    },
  };
};

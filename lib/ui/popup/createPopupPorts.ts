import { requestSitePermission } from '@/lib/browser/access/sitePermission';
import { jobProgress, jobsInSight, recentRecords, turnInHand } from '@/lib/browser/database/queries';
import { recordingsInSight } from '@/lib/browser/database/recordingRows';
import { allWatches } from '@/lib/browser/database/watchRows';
import { call } from '@/lib/browser/events/commands';
import { isHintSeen, markHintSeen } from '@/lib/browser/settings/hints';
import { readSettings } from '@/lib/browser/settings/settingsStore';
import { live } from '@/lib/browser/system/liveQuery';
import { readSaveShortcut } from '@/lib/browser/system/saveShortcut';
import { currentTab, openTab } from '@/lib/browser/tabs/currentTab';
import { openOwnPage } from '@/lib/browser/tabs/openOwnPage';
import { isUnfinished } from '@/lib/model/job';
import { siteAddress } from '@/lib/tiktok/address/hosts';
import { readAddress } from '@/lib/tiktok/address/readAddress';
import { readPaste } from '@/lib/tiktok/address/readPaste';
import type { JobRow } from '@/lib/ui/jobs/followJobs';
import { isNews } from '@/lib/ui/words/jobWords';
import { isRecordingNews } from '@/lib/ui/words/recordingWords';
import type { PopupPorts } from './PopupPorts';

const RECORDS = 5;
const RECENT_JOBS = 10;
// The longest address that the message table takes.
const MAX_ADDRESS = 4000;

const jobRows = async (): Promise<readonly JobRow[]> => {
  const now = Date.now();
  const jobs = (await jobsInSight(RECENT_JOBS)).filter((job) => isUnfinished(job) || isNews(job, now));
  return Promise.all(
    jobs.map(async (job) => {
      const child = await turnInHand(job);
      const { received } = await jobProgress(job.id);
      return child
        ? { job, child, bytes: received + (await jobProgress(child.id)).received }
        : { job, bytes: received };
    }),
  );
};

const wantedTab = (search: string): number | undefined => {
  const text = new URLSearchParams(search).get('tab');
  return text && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
};

/** The popup's ports in the browser. `search` is the page's query: `?tab=ID` opens the popup for that tab. */
export const createPopupPorts = (search: string): PopupPorts => ({
  tab: () => currentTab(wantedTab(search)),
  offer: (tab, more = false) => call('offer', { tabId: tab.id, url: tab.url.slice(0, MAX_ADDRESS), more }),
  call,
  watchJobs: (onRows) => live(jobRows, onRows),
  watchRecordings: (onRecordings) =>
    live(
      async () => (await recordingsInSight(RECENT_JOBS)).filter((one) => isRecordingNews(one, Date.now())),
      onRecordings,
    ),
  watchRecords: (onRecords) => live(() => recentRecords(RECORDS), onRecords),
  watchWatches: (onWatches) => live(allWatches, onWatches),
  readSettings,
  openSite: (page) => openTab(siteAddress[page]),
  openPage: openOwnPage,
  saveShortcut: readSaveShortcut,
  requestAccess: requestSitePermission,
  hintSeen: isHintSeen,
  dismissHint: markHintSeen,
  readPaste,
  readAddress,
  now: () => Date.now(),
});

import { requestSitePermission } from '@/lib/browser/access/sitePermission';
import { rowChunks, rowsOfPost, watchNewestRows } from '@/lib/browser/database/libraryRows';
import { failuresOf, gonePosts, goneTimes, listSummaries } from '@/lib/browser/database/listSummaries';
import { readThumbs, recentJobs, tasksOf, turnInHand } from '@/lib/browser/database/queries';
import { recordingsInSight } from '@/lib/browser/database/recordingRows';
import { watchMissing } from '@/lib/browser/downloads/watchMissing';
import { call } from '@/lib/browser/events/commands';
import { watchRemoved } from '@/lib/browser/events/removedFiles';
import { allowFolder } from '@/lib/browser/folder/chosenFolder';
import { currentFolder, folderDb } from '@/lib/browser/folder/folderDb';
import { openPlaced, openSaved } from '@/lib/browser/folder/openSaved';
import { readLayout, writeLayout } from '@/lib/browser/settings/hints';
import { live } from '@/lib/browser/system/liveQuery';
import { readSaveShortcut } from '@/lib/browser/system/saveShortcut';
import { openTab } from '@/lib/browser/tabs/currentTab';
import { openOwnPage, openSettingsAt } from '@/lib/browser/tabs/openOwnPage';
import { siteAddress } from '@/lib/tiktok/address/hosts';
import { postAddress } from '@/lib/tiktok/address/readAddress';
import type { LibraryPorts } from '@/lib/ui/library/LibraryPorts';
import { offerFile } from '@/lib/ui/view/offerFile';

/** A page out of sight is not painted at all. */
const LONGEST_MS = 250;

/** Resolves when what was drawn last is on the screen: for work that must not delay it. */
const afterPaint = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, LONGEST_MS);
    requestAnimationFrame(() => setTimeout(resolve));
  });

const JOBS = 200;
const RECORDINGS = 100;
/** More than fit on a screen, few enough to be there at once. */
const NEWEST = 60;

// The rest is read when the newest files are on the screen, and does not keep them from getting there.
async function* restOfRows() {
  await afterPaint();
  yield* rowChunks();
}

/** The library page's ports in the browser. */
export const createLibraryPorts = (): LibraryPorts => ({
  call,
  rowChunks: restOfRows,
  rowsOfPost,
  readThumbs,
  createUrl: (blob) => URL.createObjectURL(blob),
  revokeUrl: (url) => URL.revokeObjectURL(url),
  readLayout,
  writeLayout,
  watchNewest: (onRows, onError) => watchNewestRows(NEWEST, onRows, onError),
  watchJobs: (onRows) =>
    live(async () => {
      const jobs = await recentJobs(JOBS);
      return Promise.all(
        jobs.map(async (job) => {
          const child = await turnInHand(job);
          return { job, ...(child ? { child } : {}), bytes: job.bytes ?? 0 };
        }),
      );
    }, onRows),
  watchRecordings: (onRecordings) => live(() => recordingsInSight(RECORDINGS), onRecordings),
  watchTasks: (jobId, states, limit, onTasks) => live(() => tasksOf(jobId, { states, limit }), onTasks),
  watchFailures: (jobId, onFailures) => live(() => failuresOf(jobId), onFailures),
  listSummaries,
  goneTimes,
  gonePosts,
  watchMissing,
  watchRemoved,
  openPost: (postId, uniqueId, photos) => openTab(postAddress(postId, uniqueId, photos)),
  openSite: (page) => openTab(siteAddress[page]),
  openPage: openOwnPage,
  saveShortcut: readSaveShortcut,
  requestAccess: requestSitePermission,
  allowFolder,
  openSaved,
  openPlaced,
  // The renamer is read only where there is a folder.
  renamedPeople: async () =>
    (await currentFolder(folderDb())) ? (await import('@/lib/browser/ownRenamer')).ownRenamer().people() : [],
  openNames: () => openSettingsAt('names'),
  loadViewerPorts: async () => (await import('./createViewerPorts')).createViewerPorts(),
  loadGalleryPorts: async () => (await import('./galleryPorts')).galleryPorts,
  loadShelfPorts: async () => (await import('./createShelfPorts')).createShelfPorts(),
  loadPeoplePorts: async () => (await import('./createPeoplePorts')).createPeoplePorts(),
  loadTakenPorts: async () => (await import('@/lib/ui/takeover/createTakenPorts')).createTakenPorts(),
  loadWatchPorts: async () => (await import('./createWatchListPorts')).createWatchListPorts(),
  offerFile,
  now: () => Date.now(),
});

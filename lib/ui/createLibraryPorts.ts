import { call } from '@/lib/browser/commands';
import { openTab } from '@/lib/browser/currentTab';
import { readLayout, writeLayout } from '@/lib/browser/libraryLayout';
import { rowChunks, rowsOfPost, watchNewestRows } from '@/lib/browser/libraryRows';
import { failuresOf, gonePosts, listSummaries } from '@/lib/browser/listSummaries';
import { live } from '@/lib/browser/live';
import { recentJobs, tasksOf } from '@/lib/browser/queries';
import { requestSitePermission } from '@/lib/browser/sitePermission';
import { openOwnPage } from '@/lib/browser/tabPage';
import { readThumbs } from '@/lib/browser/thumbs/readThumbs';
import { watchMissing } from '@/lib/browser/watchMissing';
import { postAddress } from '@/lib/tiktok/ids';
import { siteAddress } from '@/lib/tiktok/siteAddress';
import { afterPaint } from './afterPaint';
import type { LibraryPorts } from './LibraryPorts';
import { offerFile } from './offerFile';

const JOBS = 200;
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
    live(async () => (await recentJobs(JOBS)).map((job) => ({ job, bytes: job.bytes ?? 0 })), onRows),
  watchTasks: (jobId, states, limit, onTasks) => live(() => tasksOf(jobId, { states, limit }), onTasks),
  watchFailures: (jobId, onFailures) => live(() => failuresOf(jobId), onFailures),
  listSummaries,
  gonePosts,
  watchMissing,
  openPost: (postId, uniqueId, photos) => openTab(postAddress(postId, uniqueId, photos)),
  openSite: (page) => openTab(siteAddress[page]),
  openPage: openOwnPage,
  requestAccess: requestSitePermission,
  offerFile,
  now: () => Date.now(),
});

import { call } from '@/lib/browser/commands';
import { openTab } from '@/lib/browser/currentTab';
import { allRows, watchNewestRows } from '@/lib/browser/libraryRows';
import { live } from '@/lib/browser/live';
import { recentJobs, tasksOf } from '@/lib/browser/queries';
import { requestSitePermission } from '@/lib/browser/sitePermission';
import { openOwnPage } from '@/lib/browser/tabPage';
import { postAddress } from '@/lib/tiktok/ids';
import { siteAddress } from '@/lib/tiktok/siteAddress';
import type { LibraryPorts } from './LibraryPorts';
import { offerFile } from './offerFile';

const JOBS = 200;
/** Enough for the first screens, few enough to be there at once. */
const NEWEST = 200;

/** The library page's ports in the browser. */
export const createLibraryPorts = (): LibraryPorts => ({
  call,
  allRows,
  watchNewest: (onRows) => watchNewestRows(NEWEST, onRows),
  // Bytes are left out: adding up the files of two hundred jobs at every change would cost more than a speed is worth.
  watchJobs: (onRows) => live(async () => (await recentJobs(JOBS)).map((job) => ({ job, bytes: 0 })), onRows),
  watchTasks: (jobId, states, limit, onTasks) => live(() => tasksOf(jobId, { states, limit }), onTasks),
  openPost: (postId, uniqueId, photos) => openTab(postAddress(postId, uniqueId, photos)),
  openSite: (page) => openTab(siteAddress[page]),
  openPage: openOwnPage,
  requestAccess: requestSitePermission,
  offerFile,
  now: () => Date.now(),
});

import { listWatchesInSight } from '@/lib/browser/database/watchRows';
import { watchSettings } from '@/lib/browser/settings/settingsStore';
import { live } from '@/lib/browser/system/liveQuery';
import type { WatchListPorts } from './WatchListPorts';

/** The ports of the page of watched lists in the browser. */
export const createWatchListPorts = (): WatchListPorts => ({
  watchRows: (onRows) => live(listWatchesInSight, onRows),
  watchSettings,
});

import type { Settings } from '@/lib/model/settings';
import type { ListWatch } from '@/lib/model/watch/listWatch';

/** What the page of the lists that are watched needs of the browser. */
export interface WatchListPorts {
  /** The lists that are watched now and after every change; returns the function that stops this. */
  watchRows(onRows: (rows: readonly ListWatch[]) => void): () => void;
  watchSettings(onSettings: (settings: Settings) => void): () => void;
}

/** How a request reached TikTok: the page's own fetch in an open tab, in our work tab, or the worker's own fetch. */
export type RouteName = 'page' | 'work-tab' | 'worker';

/** One line of the diagnostics: how one endpoint fares by one route. */
export interface RouteRecord {
  readonly endpoint: string;
  readonly route: RouteName;
  readonly lastSuccess?: number;
  readonly lastRefusal?: number;
  readonly refusalCode?: string;
}

/** Detail of the `permission` failure after the person closed the work tab a second time: the work stops asking for it. */
export const WORK_TAB_CLOSED = 'work-tab-closed';

/** By what a page showed that its own script signs: its global, requests that it has signed, or nothing. */
export type SignerSeen = 'global' | 'signed' | 'none';

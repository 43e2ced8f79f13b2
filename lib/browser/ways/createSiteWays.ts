import type { Http } from '@/lib/ports/Http';
import type { WayRecord } from '@/lib/ports/Way';
import { createWaysHttp } from './createWaysHttp';
import { createWorkTab } from './createWorkTab';
import { sendFromPage } from './sendFromPage';
import { sendFromWorker } from './sendFromWorker';
import { findSiteTab, showTab } from './siteTabs';
import { createWayMemory } from './wayMemory';

/** The ways to the site in a real browser, with what the person may do about the work tab. */
export interface SiteWays {
  readonly http: Http;
  /** Brings the work tab, else any TikTok tab, to the front; opens one when there is none. */
  showWorkTab(): Promise<void>;
  releaseWorkTab(): Promise<void>;
  /** Per endpoint and way, for diagnostics. */
  records(): Promise<readonly WayRecord[]>;
}

export const createSiteWays = (now: () => number): SiteWays => {
  const memory = createWayMemory(now);
  const workTab = createWorkTab();
  return {
    http: createWaysHttp({ memory, workTab, findSiteTab, sendFromPage, sendFromWorker }),
    showWorkTab: async () => {
      const open = (await workTab.current()) ?? (await findSiteTab());
      if (open !== undefined) return showTab(open);
      const made = await workTab.ensure();
      if (made.ok) await showTab(made.value);
    },
    releaseWorkTab: () => workTab.release(),
    records: () => memory.all(),
  };
};

import { findSiteTab, showTab, tabExists } from '@/lib/browser/tabs/siteTabs';
import type { Http } from '@/lib/ports/Http';
import type { RouteName } from '@/lib/ports/routes';
import { createCaptchaWatch } from './createCaptchaWatch';
import { createRoutesHttp, type RouteParts } from './createRoutesHttp';
import { createWorkTab } from './createWorkTab';
import { createRouteMemory } from './routeMemory';
import { sendFromPage } from './sendFromPage';
import { sendFromWorker } from './sendFromWorker';

/** The routes to the site in a real browser, with what the person may do about the work tab. */
export interface SiteRoutes {
  readonly http: Http;
  /** Brings the tab with the captcha, else the work tab, else any TikTok tab to the front; opens one when there is none. */
  showWorkTab(): Promise<void>;
  releaseWorkTab(): Promise<void>;
  /** Calls back when a captcha that held a request back is gone from its page. */
  onCaptchaGone(callback: () => void): void;
  /** The route that the last good reply came by; absent before the first. */
  lastRoute(): RouteName | undefined;
}

export const createSiteRoutes = (now: () => number): SiteRoutes => {
  const kept = createRouteMemory(now);
  let last: RouteName | undefined;
  const memory: RouteParts['memory'] = {
    ...kept,
    succeeded: (endpoint, route) => {
      last = route;
      return kept.succeeded(endpoint, route);
    },
  };
  const workTab = createWorkTab();
  const captcha = createCaptchaWatch();
  const fromPage: RouteParts['sendFromPage'] = async (tabId, request) => {
    const reply = await sendFromPage(tabId, request);
    if (!reply.ok && reply.error.code === 'captcha') captcha.shown(tabId);
    return reply;
  };
  const routes = createRoutesHttp({ memory, workTab, findSiteTab, tabExists, sendFromPage: fromPage, sendFromWorker });
  let flying = 0;
  let mayClose = false;
  // Closed under a request, the tab would count as closed by the person.
  const release = async (): Promise<void> => {
    if (flying > 0) mayClose = true;
    else await workTab.release();
  };
  const send: Http['send'] = async (request) => {
    flying += 1;
    mayClose = false;
    try {
      return await routes.send(request);
    } finally {
      flying -= 1;
      if (mayClose) await release();
    }
  };
  return {
    http: { send },
    onCaptchaGone: captcha.onGone,
    showWorkTab: async () => {
      const open = captcha.current() ?? (await workTab.current()) ?? (await findSiteTab());
      if (open !== undefined) return showTab(open);
      const made = await workTab.ensure();
      if (made.ok) await showTab(made.value);
    },
    releaseWorkTab: release,
    lastRoute: () => last,
  };
};

import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { installRefererRule } from '@/lib/browser/access/installRefererRule';
import { isRedirect } from '@/lib/browser/access/isRedirect';
import { readBody } from '@/lib/browser/access/readBody';
import { withSiteAccess } from '@/lib/browser/access/sitePermission';
import { createCaptchaWatch } from '@/lib/browser/routes/createCaptchaWatch';
import { createRoutesHttp, type RouteParts } from '@/lib/browser/routes/createRoutesHttp';
import { createWorkTab } from '@/lib/browser/routes/createWorkTab';
import { createHungPages } from '@/lib/browser/routes/hungPages';
import { createRouteMemory } from '@/lib/browser/routes/routeMemory';
import { sendFromPage } from '@/lib/browser/routes/sendFromPage';
import { findSiteTab, showTab, tabExists } from '@/lib/browser/tabs/siteTabs';
import type { Http, HttpReply, HttpRequest } from '@/lib/ports/Http';
import type { RouteName } from '@/lib/ports/routes';
import { isMediaAddress, LARGEST_REPLY } from '@/lib/tiktok/address/hosts';

const DEFAULT_TIMEOUT_MS = 25_000;

const failureOf = (error: unknown) => {
  if (error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
    return failure('timeout', 'worker fetch');
  }
  return failure(navigator.onLine ? 'network' : 'offline', error instanceof Error ? error.message : String(error));
};

/** A link that leads elsewhere is the fault of the link; an endpoint that does is none of those known. */
const ledAway = ({ endpoint }: HttpRequest, status?: number) =>
  failure(endpoint === undefined ? 'input' : 'shape', 'led to a foreign host', status === undefined ? {} : { status });

// Only links redirect; an endpoint that does is none of those known, and is not asked twice.
const isLedAway = async ({ url, endpoint }: HttpRequest): Promise<boolean> =>
  endpoint === undefined &&
  (await isRedirect(url, { credentials: 'omit', signal: AbortSignal.timeout(DEFAULT_TIMEOUT_MS) }));

/** Sends a request by the worker's own fetch, with the session's cookies. Errors: `network`, `offline`, `timeout`, `permission`; `input` for a page or link that leads to a host off the table, `shape` for an endpoint that does, and for a reply beyond {@link LARGEST_REPLY}. */
export const sendFromWorker = async (request: HttpRequest): Promise<Result<HttpReply>> => {
  try {
    // In Firefox the first request went out before the rule was in (measured, ESR 153).
    await installRefererRule();
    const init: RequestInit = {
      method: request.method ?? 'GET',
      credentials: request.credentials ?? 'include',
      signal: AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS),
      cache: 'no-store',
    };
    if (request.headers) init.headers = { ...request.headers };
    if (request.body !== undefined) init.body = request.body;
    const reply = await fetch(request.url, init);
    if (!isMediaAddress(reply.url)) {
      await reply.body?.cancel();
      return err(ledAway(request, reply.status));
    }
    const body = await readBody(reply, LARGEST_REPLY);
    return body.ok ? ok({ status: reply.status, url: reply.url, headers: reply.headers, body: body.value }) : body;
  } catch (error) {
    const problem = await withSiteAccess(failureOf(error));
    return err(problem.code === 'network' && (await isLedAway(request)) ? ledAway(request) : problem);
  }
};

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
  const hung = createHungPages(now);
  const fromPage: RouteParts['sendFromPage'] = async (tabId, request) => {
    const reply = await sendFromPage(hung, tabId, request);
    if (!reply.ok && reply.error.code === 'captcha') captcha.shown(tabId);
    return reply;
  };
  const fromWorker: RouteParts['sendFromWorker'] = async (request) => {
    const reply = await sendFromWorker(request);
    if (!reply.ok) hung.workerFailed(reply.error);
    return reply;
  };
  const routes = createRoutesHttp({
    memory,
    workTab,
    findSiteTab,
    tabExists,
    sendFromPage: fromPage,
    sendFromWorker: fromWorker,
  });
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

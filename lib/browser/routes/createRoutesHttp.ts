import { policyOf } from '@/lib/base/errorPolicy';
import type { Failure } from '@/lib/base/failure';
import { failure, TokError } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import type { Http, HttpReply, HttpRequest } from '@/lib/ports/Http';
import type { RouteName } from '@/lib/ports/routes';
import { readBytes, readReply } from '@/lib/tiktok/parse/readReply';
import type { WorkTab } from './createWorkTab';
import type { RouteMemory } from './routeMemory';

/** What the routes stand on; each can be faked alone. */
export interface RouteParts {
  readonly memory: RouteMemory;
  readonly workTab: WorkTab;
  findSiteTab(except?: number): Promise<number | undefined>;
  tabExists(tabId: number): Promise<boolean>;
  sendFromPage(tabId: number, request: HttpRequest): Promise<Result<HttpReply>>;
  sendFromWorker(request: HttpRequest): Promise<Result<HttpReply>>;
}

const unique = (routes: readonly RouteName[]): readonly RouteName[] => [...new Set(routes)];

/**
 * The order of routes for an endpoint: with a TikTok tab open page, worker; without one worker, then page in the work tab.
 * The route that worked last goes first.
 */
export const routeOrder = (tabIsOpen: boolean, best: RouteName | undefined): readonly RouteName[] => {
  const usual: readonly RouteName[] = tabIsOpen ? ['page', 'worker'] : ['worker', 'work-tab'];
  if (best === undefined) return usual;
  if (best === 'worker') return unique(['worker', ...usual]);
  return unique([tabIsOpen ? 'page' : 'work-tab', ...usual]);
};

/**
 * An Http port that knows three routes to TikTok. Requests without `endpoint` (pages, short links) go by the worker alone.
 * A refusal moves on to the next route, unless a tab shows a captcha; the last failure is thrown as TokError, so that an
 * empty reply is never taken for an empty list.
 */
export const createRoutesHttp = (parts: RouteParts): Http => {
  const byWorkTab = async (request: HttpRequest): Promise<Result<HttpReply>> => {
    const tabId = await parts.workTab.ensure();
    return tabId.ok ? parts.sendFromPage(tabId.value, request) : tabId;
  };
  const byPage = async (request: HttpRequest): Promise<Result<HttpReply>> => {
    const tabId = await parts.findSiteTab();
    if (tabId === undefined) return err(failure('gate', 'no tab'));
    const reply = await parts.sendFromPage(tabId, request);
    // A tab that was closed under the request is no refusal of the site.
    const isLost = !reply.ok && reply.error.code === 'network' && !(await parts.tabExists(tabId));
    return isLost && request.openTab !== false ? byWorkTab(request) : reply;
  };
  const go = (route: RouteName, request: HttpRequest): Promise<Result<HttpReply>> => {
    if (route === 'worker') return parts.sendFromWorker(request);
    return route === 'page' ? byPage(request) : byWorkTab(request);
  };
  const sendByRoutes = async (endpoint: string, request: HttpRequest): Promise<HttpReply> => {
    const tabIsOpen = (await parts.findSiteTab()) !== undefined;
    const routes = routeOrder(tabIsOpen, await parts.memory.best(endpoint)).filter(
      (route) => route !== 'work-tab' || request.openTab !== false,
    );
    let last: Failure = failure('gate', 'no route');
    for (const route of routes) {
      const reply = await go(route, request);
      const read = !reply.ok ? reply : request.bytes ? readBytes(reply.value) : readReply(reply.value);
      const problem = read.ok ? undefined : read.error;
      if (problem === undefined || !policyOf(problem.code).otherRoute) {
        if (problem === undefined) await parts.memory.succeeded(endpoint, route);
        if (reply.ok) return request.bytes ? reply.value : { ...reply.value, json: read };
        throw new TokError(reply.error);
      }
      await parts.memory.refused(endpoint, route, problem.code);
      // The worker's captcha must not be hidden behind a plain refusal of the page that is to show it.
      last = last.code === 'captcha' ? last : problem;
      // One that a tab shows is for the person to solve: nothing more is asked until then.
      if (problem.code === 'captcha' && route !== 'worker') break;
    }
    throw new TokError(last);
  };

  return {
    send: async (request) => {
      if (request.endpoint !== undefined) return sendByRoutes(request.endpoint, request);
      const reply = await parts.sendFromWorker(request);
      if (reply.ok) return reply.value;
      throw new TokError(reply.error);
    },
  };
};

import { ok, type Result } from '@/lib/base/result';
import { createRoutesHttp } from '@/lib/browser/routes/createRoutesHttp';
import type { Account } from '@/lib/model/offer';
import type { Http, HttpReply, HttpRequest } from '@/lib/ports/Http';
import type { Lists } from '@/lib/ports/Lists';
import { createLists } from '@/lib/sources/createLists';
import { createClient } from '@/lib/tiktok/client/createSiteClient';
import { targetOf } from '../site/answer.ts';
import { testAgent } from '../site/ask.ts';
import { createChatRoom } from '../site/chat/chatRoom.ts';
import { createAddresses } from '../site/media/address.ts';
import { createLiveStream } from '../site/media/liveStream.ts';
import { defaultRules, type Rules } from '../site/rules.ts';
import type { SiteState, Visit } from '../site/visit.ts';
import { viewer } from '../site/world/users.ts';
import { createWorld } from '../site/world/world.ts';
import type { VirtualClock } from './virtualClock';

/** One reply of the demo site, open to change. */
export interface SiteReply {
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How the site is other than it was. */
export type Change = (reply: SiteReply) => SiteReply;

const LATENCY_MS = 20;
const CHAIN = 'demo-chain';
/** What the viewer's browser holds. */
const cookies = new Map([
  ['sessionid', 'demo-session-viewer'],
  ['uid_tt', viewer.uid],
  ['tt_chain_token', CHAIN],
]);

// How requests are signed is no matter of what replies look like.
const rules: Rules = { ...defaultRules(), signature: 'off' };

const stateAt = (clock: VirtualClock): SiteState => ({
  world: createWorld(),
  rules,
  chat: createChatRoom(rules, () => clock.now()),
  stream: createLiveStream(rules),
  addresses: createAddresses('drift'),
  sealKey: 'drift',
  tokens: new Set(),
  sessions: new Map([['demo-session-viewer', viewer]]),
  searches: new Map(),
  now: () => clock.now(),
  random: () => 0.5,
  startedAt: clock.now(),
});

const visitOf = (site: SiteState, address: string): Visit => {
  const url = new URL(address);
  return {
    ...{ site, method: 'GET', host: url.host, url, path: url.pathname, query: url.searchParams, body: '', cookies },
    rawQuery: url.search.slice(1),
    headers: { 'user-agent': testAgent },
    ...{ user: viewer, chain: CHAIN, listFault: undefined },
  };
};

const createSite = (clock: VirtualClock, change: Change) => {
  const site = stateAt(clock);
  const answer = (address: string, hops = 0): HttpReply => {
    const visit = visitOf(site, address);
    const due = targetOf(visit).answer();
    const { location } = due.headers;
    if (typeof location === 'string' && hops < 5) return answer(new URL(location, address).href, hops + 1);
    const headers = Object.fromEntries(Object.entries(due.headers).map(([name, value]) => [name, String(value)]));
    const sent = change({ path: visit.path, status: due.status, headers, body: due.body.toString() });
    const body = new TextEncoder().encode(sent.body);
    return { status: sent.status, url: address, headers: new Headers(sent.headers), body };
  };
  return async ({ url }: HttpRequest): Promise<Result<HttpReply>> => {
    await clock.sleep(LATENCY_MS);
    return ok(answer(url));
  };
};

/** The three routes, on which the site answers alike. */
const httpOf = (send: (request: HttpRequest) => Promise<Result<HttpReply>>): Http =>
  createRoutesHttp({
    memory: { best: async () => undefined, succeeded: async () => {}, refused: async () => {}, all: async () => [] },
    workTab: { ensure: async () => ok(1), current: async () => 1, release: async () => {} },
    findSiteTab: async () => undefined,
    tabExists: async () => true,
    sendFromPage: async (_, request) => send(request),
    sendFromWorker: send,
  });

/** The demo site's lists, read by the client that the extension has, from replies that were changed. */
export const driftLists =
  (change: Change) =>
  (clock: VirtualClock): Lists => {
    let drawn = 0;
    const client = createClient({
      http: httpOf(createSite(clock, change)),
      cookies: { get: async (name) => cookies.get(name) },
      clock,
      random: { bytes: (count) => Uint8Array.from({ length: count }, () => (drawn++ * 37 + 11) & 255) },
      userAgent: testAgent,
    });
    const lists = createLists(client);
    let told: Account | undefined;
    return {
      ...lists,
      account: async (mayAsk) => {
        if (mayAsk) told = (await lists.account()) ?? told;
        return told;
      },
    };
  };

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { targetOf } from './answer.ts';
import type { Reply } from './api/reply.ts';
import { makeCertificate } from './certificate.ts';
import { type ChatRoom, createChatRoom } from './chat/chatRoom.ts';
import { type Fault, seeded } from './faults.ts';
import { type Counters, createLog, type LogEntry } from './log.ts';
import { createAddresses } from './media/address.ts';
import { mediaFile, type SiteMediaKind } from './media/bytes.ts';
import { bestGear } from './media/gears.ts';
import { createLiveStream } from './media/liveStream.ts';
import { type ConnectProxy, startProxy } from './proxy.ts';
import { defaultRules, type Rules } from './rules.ts';
import { send } from './send.ts';
import type { SiteState, Visit } from './visit.ts';
import { cookiesFor, newChain, newToken, parseCookies, type SiteCookie, setCookie } from './visitor.ts';
import { demo, viewer } from './world/users.ts';
import { createWorld, type World } from './world/world.ts';

/** How to start the site. */
export interface SiteOptions {
  /** Ports; 0 or absent = any free one. */
  readonly port?: number;
  readonly proxyPort?: number;
  readonly rules?: Partial<Rules>;
  /** For chances and the feed. */
  readonly seed?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The running demo site. */
export interface Site {
  readonly port: number;
  readonly proxyPort: number;
  /** Switches; change them at will. */
  readonly rules: Rules;
  /** What goes wrong; add and remove at will. */
  readonly faults: Fault[];
  readonly log: readonly LogEntry[];
  /** Requests by `group:name`, e.g. `api:/api/post/item_list/`, `media:video`. */
  readonly counters: Readonly<Counters>;
  readonly world: World;
  /** Who came to the live room's chat. */
  readonly chat: Pick<ChatRoom, 'visits'>;
  clearLog(): void;
  /** Hosts outside the table that the proxy refused, the browser's own housekeeping included. */
  foreignHosts(): string[];
  /** False: open connections break and no new one is made, as without a network. */
  setOnline(online: boolean): void;
  /** Cookies of a visitor, with or without a session of @demo.viewer (or of @tokshelf.demo). */
  cookies(login?: 'viewer' | 'demo' | 'none'): SiteCookie[];
  /** The bytes that the site serves. `index`: gear (default: the best with sound), picture from 1, subtitle track. */
  bytesOf(postId: string, kind: SiteMediaKind, index?: string | number): Buffer;
  close(): Promise<void>;
}

/** Starts HTTPS server and proxy on loopback. */
export const startSite = async (options: SiteOptions = {}): Promise<Site> => {
  const log = createLog();
  const faults: Fault[] = [];
  const now = options.now ?? Date.now;
  const rules = { ...defaultRules(), ...options.rules };
  const state: SiteState = {
    world: createWorld(),
    rules,
    chat: createChatRoom(rules, now),
    stream: createLiveStream(rules),
    addresses: createAddresses(randomBytes(16).toString('hex')),
    sealKey: randomBytes(8).toString('hex'),
    tokens: new Set(),
    sessions: new Map([
      ['demo-session-viewer', viewer],
      ['demo-session-owner', demo],
    ]),
    searches: new Map(),
    now,
    random: seeded(options.seed ?? 1),
    startedAt: now(),
  };
  const issueToken = (): string => {
    const token = newToken();
    state.tokens.add(token);
    return token;
  };
  const server = createServer(await makeCertificate(), (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => {
      const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
      const url = new URL(request.url ?? '/', `https://${host || 'www.tiktok.com'}`);
      const cookies = parseCookies(request.headers.cookie);
      const fresh = cookies.get('tt_chain_token') ? undefined : newChain();
      const visit: Visit = {
        site: state,
        method: request.method ?? 'GET',
        host,
        url,
        path: url.pathname,
        rawQuery: (request.url ?? '').split('?').slice(1).join('?'),
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        cookies,
        user: state.sessions.get(cookies.get('sessionid') ?? ''),
        chain: cookies.get('tt_chain_token') ?? fresh ?? '',
        listFault: undefined,
      };
      void send({ visit, response, log, faults, targetOf, extraHeaders: (reply) => extraHeaders(visit, reply, fresh) });
    });
  });
  server.on('upgrade', (request, line) => state.chat.upgrade(request, line));
  /** Pages and API replies of www give a new visitor what the real site gives; media hosts set nothing. */
  const extraHeaders = (visit: Visit, reply: Reply, chain: string | undefined): Record<string, string | string[]> => {
    if (visit.host !== 'www.tiktok.com' || reply.status >= 400 || visit.path.startsWith('/aweme/')) return {};
    const page = /html/.test(String(reply.headers['content-type']));
    const login = reply.headers['x-demo-login'] !== undefined || (state.rules.autoLogin && !visit.user && page);
    const known = visit.cookies.get('msToken') ?? '';
    const token = state.tokens.has(known) ? known : issueToken();
    const session = login ? { id: 'demo-session-viewer', user: viewer } : undefined;
    const due = cookiesFor(session, token, chain ?? visit.chain, now()).filter(
      ({ name, value }) =>
        !visit.cookies.has(name) || ((login || name === 'msToken') && visit.cookies.get(name) !== value),
    );
    return { 'set-cookie': due.map(setCookie), ...(page ? {} : { 'x-ms-token': token }) };
  };

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const proxy: ConnectProxy = await startProxy(port, options.proxyPort);
  return {
    port,
    proxyPort: proxy.port,
    rules: state.rules,
    faults,
    log: log.entries,
    counters: log.counters,
    world: state.world,
    chat: state.chat,
    clearLog: () => log.clear(),
    foreignHosts: () => proxy.foreignHosts(),
    setOnline: (online) => proxy.setOnline(online),
    cookies: (login = 'viewer') => {
      const sessions = {
        viewer: { id: 'demo-session-viewer', user: viewer },
        demo: { id: 'demo-session-owner', user: demo },
        none: undefined,
      };
      return cookiesFor(sessions[login], issueToken(), newChain(), now());
    },
    bytesOf: (postId, kind, index) => {
      const post = state.world.post(postId);
      const file =
        post && mediaFile(post, kind, String(index ?? (kind === 'video' ? bestGear(post) : kind === 'image' ? 1 : 0)));
      if (!file) throw new Error(`the site has no ${kind} ${index ?? ''} of ${postId}`);
      return file.bytes;
    },
    close: async () => {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), proxy.close()]);
    },
  };
};

import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from './api/reply.ts';
import type { ChatRoom } from './chat/chatRoom.ts';
import type { Fault } from './faults.ts';
import type { ItemContext } from './itemTypes.ts';
import type { MediaAddresses } from './media/address.ts';
import type { LiveStream } from './media/liveStream.ts';
import type { Rules } from './rules.ts';
import type { DemoUser } from './world/types.ts';
import type { World } from './world/world.ts';

/** What the handlers share. */
export interface SiteState {
  readonly world: World;
  readonly rules: Rules;
  readonly addresses: MediaAddresses;
  /** Key of the page's seal. */
  readonly sealKey: string;
  /** msTokens that were issued. */
  readonly tokens: Set<string>;
  /** Session cookie → account. */
  readonly sessions: Map<string, DemoUser>;
  /** search_id → keyword. */
  readonly searches: Map<string, string>;
  readonly now: () => number;
  readonly random: () => number;
  readonly startedAt: number;
  readonly chat: ChatRoom;
  /** Of the demo's live room. */
  readonly stream: LiveStream;
}

/** One request, read. */
export interface Visit {
  readonly site: SiteState;
  readonly method: string;
  readonly host: string;
  readonly url: URL;
  readonly path: string;
  /** The query as it was sent, without the question mark. */
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly cookies: ReadonlyMap<string, string>;
  /** Account of the session cookie. */
  readonly user: DemoUser | undefined;
  /** The visitor's tt_chain_token: the cookie, or the one that the reply will set. */
  readonly chain: string;
  /** The list fault that strikes this request. */
  readonly listFault: Fault | undefined;
}

/** For {@link Reply.origin}: built on a recorded reply. */
export const recorded = (what: string): string => `recorded; ${what}`;
/** For {@link Reply.origin}: built from what others report. */
export const modelled = (source: string): string => `modelled; ${source}`;

/** Seconds at which addresses made now will end. */
export const expireOf = (site: SiteState): number => Math.floor(site.now() / 1000) + site.rules.expiresIn;

/** What items need to know of this visit. */
export const itemContext = (visit: Visit): ItemContext => ({
  addresses: visit.site.addresses,
  expire: expireOf(visit.site),
  chain: visit.chain,
});

/** A JSON answer. */
export const json = (value: unknown, origin: string, refused?: string): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: Buffer.from(JSON.stringify(value)),
  origin,
  ...(refused ? { refused } : {}),
});

/** The site's refusal: 200, no body, tt_orcas_res. */
export const refuse = (rule: string): Reply => ({
  status: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8', tt_orcas_res: '1' },
  body: Buffer.alloc(0),
  origin: modelled('refusals as reported by several tools, 2026-09'),
  refused: rule,
});

/** An HTML answer. */
export const html = (text: string, origin: string, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from(text),
  origin,
});

/** A bare answer with a status. */
export const plain = (
  status: number,
  origin: string,
  refused?: string,
  headers: Record<string, string> = {},
): Reply => ({
  status,
  headers,
  body: Buffer.alloc(0),
  origin,
  ...(refused ? { refused } : {}),
});

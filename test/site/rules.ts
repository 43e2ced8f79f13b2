import type { LiveAct } from './media/liveTakes.ts';

/** How a signature is judged. `xbogus`: a valid X-Bogus or the page's seal; `page-only`: the seal alone. */
export type SignaturePolicy = 'xbogus' | 'page-only' | 'refuse-all' | 'off';

/** A room of somebody else than the demo's live account. */
export interface DemoRoom {
  readonly id: string;
  readonly on: boolean;
}

/** How strict the site is. All fields may be changed while it runs. */
export interface Rules {
  /** One policy for all signed endpoints, or by endpoint path with `default`. */
  signature: SignaturePolicy | Record<string, SignaturePolicy>;
  /** 19-digit device_id on signed endpoints. */
  deviceId: boolean;
  /** msToken must be empty, absent, or one that this site issued. */
  msToken: boolean;
  /** Endpoint paths that need a session cookie; `*` for all. Those of {@link searchPaths} refuse by an empty body. */
  loginFor: string[];
  /** Media that must carry `Referer: https://www.tiktok.com/`. */
  referer: 'video' | 'all' | 'off';
  /** Video hosts want the tt_chain_token of the session that got the address. */
  chainToken: boolean;
  /** Addresses end at their `expire`. */
  expiry: boolean;
  /** Seconds from now that new addresses live. */
  expiresIn: number;
  /** While true every API reply is a captcha demand; the button on the page's overlay sets it to false. */
  captcha: boolean;
  /** Pages answer with the WAF challenge. */
  waf: boolean;
  /** A visitor without session cookie gets one with the first page. */
  autoLogin: boolean;
  /** Later pages of a search want the search_id of the page before. */
  searchId: boolean;
  /** Milliseconds before every reply. */
  latency: number;
  /** Recorded pages (test/fixtures/pages-dom, by name) that stand at addresses in place of the demo's own, by path. */
  recordedPages: Record<string, string>;
  /** False: the room of the live account is over, and its stream is gone. */
  liveOn: boolean;
  /** Words that replies hold in place of others, by path: what the site may change overnight. */
  rewritten: Record<string, readonly (readonly [from: string, to: string])[]>;
  /** What the live room gives its stream as. */
  liveForm: 'flv' | 'hls' | 'hls-fmp4';
  /** Segments of HLS that fail when they are first asked for: half of one comes, then nothing more, or the line breaks. */
  hlsFaults: Record<number, 'stall' | 'cut'>;
  /** Rounds of four seconds that a live stream lasts, from the first for every connection. */
  liveRounds: number;
  /** What the stream does in place of rounds; a new connection goes on where the last one broke off. FLV only. */
  liveActs: readonly LiveAct[];
  /** Filler that makes the stream as heavy as a real one; 0 = none. H.264 only. */
  liveKilobits: number;
  /** Rooms of other accounts, by handle. Their streams are rounds. */
  rooms: Record<string, DemoRoom>;
  /** 1 = the speed of life. */
  liveSpeed: number;
  /** The chat of the live room. */
  chat: ChatRules;
}

/** How the live room's chat behaves; `chatRoom.ts` plays it. */
export interface ChatRules {
  /** `open`: a guest's socket is spoken to; `signed`: only the page's own is, others are accepted and hear nothing; `blocked`: refused. */
  socket: 'open' | 'signed' | 'blocked';
  /** Who im/fetch answers: all, those with the page's seal, nobody. Refusals are empty (reported 2026-09). */
  poll: 'open' | 'signed' | 'refused';
  /** Messages in all; 0: im/fetch answers with the recorded batch. */
  count: number;
  perSecond: number;
  /** Every tenth message is a gift of one combo. */
  gifts: boolean;
  /** After the last message the host ends the stream. */
  ends: boolean;
  /** After so many messages a socket is cut. */
  cuts: readonly number[];
}

/** Recorded 2026-09/10: guests get an empty body here, not a status code. */
export const searchPaths: readonly string[] = [
  '/api/search/item/full/',
  '/api/search/general/full/',
  '/api/search/photo/full/',
];

/** What is shown to its owner only: status 8 for guests. */
const ownPaths: readonly string[] = [
  '/api/user/collect/item_list/',
  '/api/story/user_list/',
  '/api/story/batch/item_list/',
  '/api/following/item_list/',
  '/api/friends/item_list/',
  '/tiktok/watch/history/list/v1/',
];

/** As the real site was in October 2026, except that X-Bogus is still taken. */
export const defaultRules = (): Rules => ({
  signature: 'xbogus',
  deviceId: true,
  msToken: true,
  loginFor: [...ownPaths, ...searchPaths],
  referer: 'video',
  chainToken: true,
  expiry: true,
  expiresIn: 172_800,
  captcha: false,
  waf: false,
  autoLogin: false,
  searchId: true,
  latency: 0,
  recordedPages: {},
  rewritten: {},
  liveOn: true,
  liveForm: 'flv',
  hlsFaults: {},
  liveRounds: 15,
  liveSpeed: 1,
  liveActs: [],
  liveKilobits: 0,
  rooms: {},
  chat: { socket: 'open', poll: 'open', count: 0, perSecond: 25, gifts: false, ends: false, cuts: [] },
});

/** The policy that holds for an endpoint. */
export const policyFor = (rules: Rules, path: string): SignaturePolicy =>
  typeof rules.signature === 'string'
    ? rules.signature
    : (rules.signature[path] ?? rules.signature.default ?? 'xbogus');

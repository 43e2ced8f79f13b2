import type { HttpReply, HttpRequest } from '@/lib/ports/Http';
import type { ClientPorts } from '@/lib/tiktok/client/createSiteClient';
import type { KnownContext } from '@/lib/tiktok/request/requestContext';

/** What a scripted answer may be: JSON, text, bytes, or a whole reply; an Error is thrown. */
export type Answer = object | string | Uint8Array | Error;

export interface Asked extends HttpRequest {
  readonly path: string;
  readonly query: URLSearchParams;
}

const isReply = (answer: object): answer is { status?: number; url?: string; headers?: Headers; body?: string } =>
  'fake' in answer;

/** A whole reply where status, headers or final address matter. */
export const reply = (parts: { status?: number; url?: string; headers?: Record<string, string>; body?: string }) => ({
  fake: true,
  ...parts,
  ...(parts.headers ? { headers: new Headers(parts.headers) } : {}),
});

const toReply = (request: HttpRequest, answer: Answer): HttpReply => {
  const plain = { status: 200, url: request.url, headers: new Headers() };
  if (answer instanceof Uint8Array) return { ...plain, body: answer };
  if (typeof answer === 'string') return { ...plain, body: new TextEncoder().encode(answer) };
  if (isReply(answer)) {
    const { status = 200, url = request.url, headers = new Headers(), body = '' } = answer;
    return { status, url, headers, body: new TextEncoder().encode(body) };
  }
  return { ...plain, body: new TextEncoder().encode(JSON.stringify(answer)) };
};

export const secUid = 'MS4wLjABAAAAdemo_secUid-0001';
export const deviceId = '7300000000000000001';

export const knownContext: KnownContext = {
  deviceId,
  region: 'DE',
  timeZone: 'Europe/Berlin',
  loggedIn: true,
  webIdLastTime: '1790000000',
};

/** Ports whose Http answers by script and remembers what it was asked. */
export const fakeSite = (
  script: (request: Asked) => Answer | Promise<Answer>,
  more: { cookies?: Record<string, string>; context?: KnownContext | null; now?: number } = {},
) => {
  const asked: Asked[] = [];
  const slept: number[] = [];
  let now = more.now ?? 1_800_000_000_000;
  let drawn = 0;
  const known = more.context === undefined ? knownContext : more.context;
  const ports: ClientPorts = {
    http: {
      send: async (request) => {
        const url = new URL(request.url);
        const entry = { ...request, path: url.pathname, query: url.searchParams };
        asked.push(entry);
        const answer = await script(entry);
        if (answer instanceof Error) throw answer;
        return toReply(request, answer);
      },
    },
    cookies: { get: async (name) => more.cookies?.[name] },
    clock: {
      now: () => now,
      sleep: async (ms) => {
        slept.push(ms);
        now += ms;
      },
    },
    random: { bytes: (count) => Uint8Array.from({ length: count }, () => (drawn++ * 37 + 11) & 255) },
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    ...(known === null ? {} : { context: async () => known }),
  };
  return { ports, asked, slept, paths: () => asked.map((entry) => entry.path), tick: (ms: number) => (now += ms) };
};

export const idOf = (n: number): string => `73000000000000${String(n).padStart(5, '0')}`;

/** A post as item lists hold it; numbers count up, times count down. */
export const item = (n: number, more: object = {}) => ({
  id: idOf(n),
  desc: `post ${n}`,
  createTime: 1_790_000_000 - n * 60,
  author: { id: '6800000000000000001', secUid, uniqueId: 'demo.user', nickname: 'Demo' },
  stats: { diggCount: n, playCount: n * 10, commentCount: 0, shareCount: 0, collectCount: 0 },
  video: { playAddr: 'https://v16-webapp-prime.tiktok.com/video/x.mp4', width: 576, height: 1024, duration: 5 },
  ...more,
});

export const items = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => item(from + i));

/** A well-formed page of posts. */
export const page = (list: readonly object[], cursor: string, hasMore: boolean) => ({
  statusCode: 0,
  status_code: 0,
  cursor,
  hasMore,
  ...(list.length ? { itemList: list } : {}),
});

/** A list of `total` posts whose cursor is the number of posts so far. */
export const offsetList = (total: number) => (request: Asked) => {
  const start = Number(request.query.get('cursor') ?? '0') || 0;
  const end = Math.min(total, start + Number(request.query.get('count') ?? '30'));
  return page(items(start, end), String(end), end < total);
};

/** Refused, as the site refuses a signature. */
export const gate = reply({ headers: { tt_orcas_res: '1' } });

/** A page of the site with these entries in its data. */
export const sitePage = (scope: Record<string, unknown>): string =>
  `<!DOCTYPE html><html><body><script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">${JSON.stringify({
    __DEFAULT_SCOPE__: {
      'webapp.app-context': {
        wid: deviceId,
        language: 'de',
        region: 'AT',
        odinId: '77',
        webIdCreatedTime: '1788000000',
      },
      ...scope,
    },
  })}</script></body></html>`;

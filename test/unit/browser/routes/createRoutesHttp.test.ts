import { afterEach, describe, expect, it, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { createRoutesHttp, type RouteParts, routeOrder } from '@/lib/browser/routes/createRoutesHttp';
import type { HttpReply } from '@/lib/ports/Http';
import type { RouteName } from '@/lib/ports/routes';
import { createClient } from '@/lib/tiktok/client/createSiteClient';
import { fakeSite } from '@/test/unit/tiktok/fakeSite';

const reply = (text: string, status = 200, headers: Record<string, string> = {}): Result<HttpReply> =>
  ok({
    status,
    url: 'https://www.tiktok.com/api/x/',
    headers: new Headers(headers),
    body: new TextEncoder().encode(text),
  });

const good = reply('{"statusCode":0}');
const refused = reply('', 200, { tt_orcas_res: '1' });

interface Scene {
  readonly tab?: number;
  readonly best?: RouteName;
  readonly page?: Result<HttpReply>;
  readonly worker?: Result<HttpReply>;
  readonly workTab?: Result<number>;
  /** The tab is closed while its page is asked. */
  readonly closed?: boolean;
}

const partsOf = (scene: Scene, log: string[]): RouteParts => ({
  memory: {
    best: async () => scene.best,
    succeeded: async (_endpoint, route) => void log.push(`ok ${route}`),
    refused: async (_endpoint, route, code) => void log.push(`no ${route} ${code}`),
    all: async () => [],
  },
  workTab: {
    ensure: async () => {
      log.push('open');
      return scene.workTab ?? ok(9);
    },
    current: async () => undefined,
    release: async () => {},
  },
  findSiteTab: async () => scene.tab,
  tabExists: async () => scene.closed !== true,
  sendFromPage: async (tabId) => {
    log.push(`page ${tabId}`);
    return scene.page ?? refused;
  },
  sendFromWorker: async () => {
    log.push('worker');
    return scene.worker ?? refused;
  },
});

const play = async (scene: Scene) => {
  const log: string[] = [];
  const sent = createRoutesHttp(partsOf(scene, log)).send({ url: 'https://www.tiktok.com/api/x/?a=1', endpoint: 'x' });
  const outcome = await sent.then(
    (value) => new TextDecoder().decode(value.body),
    (error: { code?: string }) => `code ${error.code}`,
  );
  return { log, outcome };
};

describe('order of routes', () => {
  it.each<[boolean, RouteName | undefined, readonly RouteName[]]>([
    [true, undefined, ['page', 'worker']],
    [false, undefined, ['worker', 'work-tab']],
    [true, 'worker', ['worker', 'page']],
    [false, 'page', ['work-tab', 'worker']],
    [false, 'work-tab', ['work-tab', 'worker']],
    [true, 'work-tab', ['page', 'worker']],
  ])('tab open %s, best %s', (open, best, expected) => {
    expect(routeOrder(open, best)).toEqual(expected);
  });
});

describe('routes behind http', () => {
  it('asks the page of an open tab first', async () => {
    expect(await play({ tab: 3, page: good })).toEqual({ log: ['page 3', 'ok page'], outcome: '{"statusCode":0}' });
  });
  it('opens no tab when the worker is taken', async () => {
    expect(await play({ worker: good })).toEqual({ log: ['worker', 'ok worker'], outcome: '{"statusCode":0}' });
  });
  it('goes on to a work tab when the worker is refused', async () => {
    const { log, outcome } = await play({ page: good });
    expect(log).toEqual(['worker', 'no worker gate', 'open', 'page 9', 'ok work-tab']);
    expect(outcome).toBe('{"statusCode":0}');
  });
  it('says gate when every route is refused, never an empty reply', async () => {
    expect((await play({})).outcome).toBe('code gate');
  });
  it('asks nothing more once a tab shows a captcha', async () => {
    const { log, outcome } = await play({ tab: 3, page: err(failure('captcha')), worker: good });
    expect(outcome).toBe('code captcha');
    expect(log).toEqual(['page 3', 'no page captcha']);
  });
  it('lets a tab show the captcha that the worker got, and keeps it above a plain refusal', async () => {
    const { log, outcome } = await play({ worker: err(failure('captcha')), page: refused });
    expect(outcome).toBe('code captcha');
    expect(log).toContain('page 9');
  });
  it('takes bytes for an answer and an empty body for a refusal, where bytes are due', async () => {
    const log: string[] = [];
    const worker = ok({
      status: 200,
      url: 'https://webcast.tiktok.com/x/',
      headers: new Headers(),
      body: Uint8Array.of(10, 1, 0xff),
    });
    const http = createRoutesHttp(partsOf({ tab: 3, page: reply(''), worker }, log));
    const sent = await http.send({ url: 'https://webcast.tiktok.com/x/', endpoint: 'x', bytes: true });
    expect([...sent.body]).toEqual([10, 1, 0xff]);
    expect(log).toEqual(['page 3', 'no page gate', 'worker', 'ok worker']);
  });
  it('takes what the site says of a post as its answer, by whichever route', async () => {
    const { log, outcome } = await play({ tab: 3, page: reply('{"statusCode":10204}') });
    expect(log).toEqual(['page 3']);
    expect(outcome).toBe('{"statusCode":10204}');
  });
  it('hands on why no work tab could be had', async () => {
    const { outcome } = await play({ workTab: err(failure('permission', 'work-tab-closed')) });
    expect(outcome).toBe('code permission');
  });
  it('opens a work tab when the tab is closed under the request', async () => {
    const lost = err(failure('network', 'page-lost'));
    const { log, outcome } = await play({ tab: 3, closed: true, page: lost, workTab: err(failure('permission', 'x')) });
    expect(log).toEqual(['page 3', 'open']);
    expect(outcome).toBe('code permission');
  });
  it('goes on to the worker when the page was lost but its tab is there', async () => {
    const { log, outcome } = await play({ tab: 3, page: err(failure('network', 'page-lost')), worker: good });
    expect(log).toEqual(['page 3', 'no page network', 'worker', 'ok worker']);
    expect(outcome).toBe('{"statusCode":0}');
  });
});

describe('a reply that was read in order to choose a route', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('is decoded and parsed once until its items are there', async () => {
    const site = fakeSite(() => ({ statusCode: 0, itemList: [], hasMore: false, cursor: '0' }));
    const http = createRoutesHttp({
      ...partsOf({}, []),
      sendFromWorker: async (request) => ok(await site.ports.http.send(request)),
    });
    const client = createClient({ ...site.ports, http });
    await client.collectionItems({ collectionId: '7500000000000000000', cursor: '' });
    const isBody = (text: unknown): boolean => typeof text === 'string' && text.includes('"itemList"');
    const parse = vi.spyOn(JSON, 'parse');
    const decode = vi.spyOn(TextDecoder.prototype, 'decode');
    const page = await client.collectionItems({ collectionId: '7500000000000000000', cursor: '' });
    expect(page).toMatchObject({ ok: true });
    expect(parse.mock.calls.filter(([text]) => isBody(text))).toHaveLength(1);
    expect(decode.mock.results.filter(({ value }) => isBody(value))).toHaveLength(1);
  });
});

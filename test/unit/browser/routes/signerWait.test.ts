import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PageFetchOrder } from '@/lib/browser/routes/fetchInPage';
import type { SignerSeen } from '@/lib/ports/routes';
import { SITE_SCRIPT_GLOBAL } from '@/lib/tiktok/page/captureList';
import { createFakeTabs } from './fakeTabs';

interface Injection {
  readonly func: (order: PageFetchOrder) => Promise<unknown>;
  readonly args: readonly [PageFetchOrder];
}

const fake = vi.hoisted(() => ({ tabs: undefined as ReturnType<typeof createFakeTabs> | undefined }));
vi.mock('webextension-polyfill', () => ({
  default: new Proxy({}, { get: (_, name) => Reflect.get(fake.tabs?.browser ?? {}, name) }),
}));
vi.mock('@/lib/browser/access/installRefererRule', () => ({ installRefererRule: async () => {} }));

const POSTS = 14;
const FACTS = 'https://www.tiktok.com/api/item/detail/';
const world = createFakeTabs();
const page = { entries: [] as { name: string }[], origin: 0, readyState: 'complete' };
/** What the page's fetch and the worker's were asked, and when the last answer came. */
const asked = { page: [] as string[], worker: [] as string[] };

/** The page's fetch: the site's script is behind it whatever its global is called. */
const signing = async (url: string) => {
  const name = `${url}&X-Bogus=DFS`;
  asked.page.push(name);
  page.entries.push({ name });
  return new Response('{"statusCode":0}');
};
const hanging = async (url: string) => {
  asked.page.push(url);
  return new Promise<never>(() => undefined);
};

// What the worker keeps in its modules is that of a worker that has just started.
const load = async () => {
  vi.resetModules();
  return {
    ...(await import('@/lib/browser/routes/createSiteRoutes')),
    ...(await import('@/lib/browser/routes/signerMemory')),
  };
};
let { createSiteRoutes, readSigner }: Awaited<ReturnType<typeof load>> = await load();

beforeEach(async () => {
  ({ createSiteRoutes, readSigner } = await load());
  vi.useFakeTimers();
  world.reset();
  world.add('https://www.tiktok.com/explore');
  Object.assign(asked, { page: [], worker: [] });
  const { timeOrigin } = performance;
  Object.assign(page, { entries: [], origin: timeOrigin, readyState: 'complete' });
  const loaded = performance.now();
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() - loaded);
  vi.spyOn(performance, 'timeOrigin', 'get').mockImplementation(() => page.origin);
  vi.spyOn(performance, 'getEntriesByType').mockImplementation((type) =>
    type === 'resource' ? (page.entries as unknown as PerformanceEntryList) : [],
  );
  vi.stubGlobal('document', {
    querySelector: () => null,
    get readyState() {
      return page.readyState;
    },
  });
  vi.stubGlobal('navigator', { onLine: true });
  fake.tabs = {
    ...world,
    browser: {
      ...world.browser,
      scripting: {
        executeScript: async ({ func, args }: Injection) => [{ result: await func(...args) }],
      },
    } as unknown as typeof world.browser,
  };
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The page's world and the worker's share one global object here: `own` is what the worker's fetch answers. */
const browse = (global: object, fetch: (url: string) => Promise<Response>, own: () => Promise<Response>) => {
  for (const [name, value] of Object.entries(global)) vi.stubGlobal(name, value);
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    if (init.redirect === 'manual') return fetch(url);
    asked.worker.push(url);
    return own();
  });
};
const ok = async () =>
  Object.defineProperty(new Response('{"statusCode":0}'), 'url', { value: 'https://www.tiktok.com/api/' });
const refusing = async () =>
  Object.defineProperty(new Response('', { headers: { tt_orcas_res: '1' } }), 'url', { value: FACTS });

/** Asks for 14 posts, one after the other: ms that it took, and how many came. */
const ask = async ({ http } = createSiteRoutes(() => Date.now())) => {
  const started = Date.now();
  let took: number | undefined;
  let came = 0;
  const all = async (): Promise<void> => {
    for (let post = 1; post <= POSTS; post += 1)
      await http.send({ url: `${FACTS}?itemId=${post}`, endpoint: FACTS }).then(
        () => {
          came += 1;
        },
        () => undefined,
      );
    took = Date.now() - started;
  };
  void all();
  while (took === undefined) await vi.advanceTimersByTimeAsync(50);
  return { ms: took, came };
};

/** What the script shows, whether the browser tells what it has signed, how long 14 posts take in all, what diagnostics say. */
const table: readonly (readonly [string, object, boolean, number, SignerSeen])[] = [
  ['as it was', { [SITE_SCRIPT_GLOBAL]: {} }, true, 0, 'global'],
  ['its global is missing', {}, true, 8_000, 'signed'],
  ['its global has another name', { byted_walker: {} }, true, 8_000, 'signed'],
  ['its global is missing, and what it signs is not told', {}, false, 8_000, 'none'],
];

it.each(table)(
  '%s: the wait is paid once, all posts come by the page’s fetch',
  async (_, global, told, wait, signer) => {
    browse(global, signing, refusing);
    if (!told) vi.mocked(performance.getEntriesByType).mockReturnValue([]);
    const first = await ask();
    expect(first.came).toBe(POSTS);
    expect(first.ms).toBeGreaterThanOrEqual(wait);
    expect(first.ms).toBeLessThan(wait + 300);
    expect(asked.page.filter((url) => url.includes('X-Bogus='))).toHaveLength(POSTS);
    expect(asked.worker).toEqual([]);
    expect(await readSigner()).toBe(signer);
    const again = await ask();
    expect(again.came).toBe(POSTS);
    expect(again.ms).toBeLessThan(300);
  },
);

it('a page that never ends loading costs two waits in all', async () => {
  browse({}, signing, refusing);
  vi.mocked(performance.getEntriesByType).mockReturnValue([]);
  page.readyState = 'interactive';
  const { ms, came } = await ask();
  expect(came).toBe(POSTS);
  expect(ms).toBeLessThan(16_300);
});

it('a script that hangs costs one time-out, whoever of the others answers', async () => {
  browse({ [SITE_SCRIPT_GLOBAL]: {} }, hanging, ok);
  const { ms, came } = await ask();
  expect(came).toBe(POSTS);
  expect(ms).toBeLessThan(20_500);
  expect(asked.page).toHaveLength(1);
});

it('a script that hangs costs one time-out where the worker is refused as well, and is asked again once the page is loaded anew', async () => {
  browse({ [SITE_SCRIPT_GLOBAL]: {} }, hanging, refusing);
  const routes = createSiteRoutes(() => Date.now());
  const first = await ask(routes);
  expect(first.came).toBe(0);
  expect(first.ms).toBeLessThan(20_500);
  expect(asked.page).toHaveLength(1);
  expect(await readSigner()).toBe('global');
  page.origin += 1;
  browse({}, signing, refusing);
  const anew = await ask(routes);
  expect(anew.came).toBe(POSTS);
  expect(anew.ms).toBeLessThan(300);
});

it('a script that hung is looked at again after some minutes, without a reload', async () => {
  browse({ [SITE_SCRIPT_GLOBAL]: {} }, hanging, refusing);
  const routes = createSiteRoutes(() => Date.now());
  await ask(routes);
  browse({}, signing, refusing);
  expect((await ask(routes)).came).toBe(0);
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect((await ask(routes)).came).toBe(POSTS);
});

it('where the worker hangs as well the line is at fault: the page is asked each time', async () => {
  browse({ [SITE_SCRIPT_GLOBAL]: {} }, hanging, () => Promise.reject(new DOMException('late', 'TimeoutError')));
  expect((await ask()).came).toBe(0);
  expect(asked.page).toHaveLength(POSTS);
});

it('one request that gets no answer while others do says nothing of the page', async () => {
  const slow = (url: string) => (url.includes('=slow') ? hanging(url) : signing(url));
  browse({ [SITE_SCRIPT_GLOBAL]: {} }, slow, refusing);
  const routes = createSiteRoutes(() => Date.now());
  void routes.http.send({ url: `${FACTS}?itemId=slow`, endpoint: FACTS }).catch(() => undefined);
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await ask(routes)).came).toBe(POSTS);
  await vi.advanceTimersByTimeAsync(15_000);
  expect((await ask(routes)).came).toBe(POSTS);
});

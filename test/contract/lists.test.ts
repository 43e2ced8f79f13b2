import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTiktok, type Tiktok } from '@/lib/api';
import type { JobOptions } from '@/lib/model/job';
import type { Source } from '@/lib/model/source';
import { sourceOf } from '@/lib/sources/registry';
import { defaultRules } from '../site/rules.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { viewer } from '../site/world/users.ts';
import { endlessRows, type ListRow, listRows } from './listRows';
import { sitePorts } from './sitePorts';
import { siteShelf } from './siteShelf';

let site: Site;
let tiktok: Tiktok;
beforeAll(async () => {
  site = await startSite();
  tiktok = createTiktok(sitePorts(site).ports);
});
afterAll(() => site.close());
beforeEach(() => {
  Object.assign(site.rules, defaultRules());
  site.faults.length = 0;
  site.clearLog();
});

const forged = (body: object) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(body)),
  origin: 'forged',
});

const thrown = (code: string) => expect.objectContaining({ name: 'TokError', code });
const rows = listRows.map((row) => [row.what, row] as const);
const feeds = endlessRows.map((row) => [row.what, row] as const);
const everyRow = [...rows, ...feeds];

type Walked = { readonly ids: string[]; readonly cursor: string };

const walk = async (
  api: Tiktok,
  row: Pick<ListRow, 'fetch'>,
  options: Parameters<ListRow['fetch']>[1] = {},
  pages = 99,
): Promise<Walked> => {
  const ids: string[] = [];
  let cursor = '';
  let left = pages;
  for await (const page of row.fetch(api, options)) {
    ids.push(...page.posts.map(({ id }) => id));
    ({ cursor } = page);
    left -= 1;
    if (left === 0) break;
  }
  return { ids, cursor };
};

type SiteShelf = ReturnType<typeof siteShelf>;

/** Runs a job to its end, of one small file a post. */
const run = async ({ shelf }: SiteShelf, source: Source, options: JobOptions = {}) => {
  const started = await shelf.queue.startJob(source, { files: ['metadata'], ...options });
  if (!started.ok) throw new Error(started.error.code);
  return shelf.whenDone(started.value);
};

const inOrder = async ({ store }: SiteShelf, source: Source): Promise<string[]> =>
  (await store.entries.ofList(sourceOf(source.kind).listKey(source)))
    .toSorted((a, b) => a.position - b.position)
    .map(({ postId }) => postId);

/** Requests for data of the site, whatever files were fetched. */
const asked = () => site.log.filter(({ group }) => group === 'api').length;

describe('each list of the site', () => {
  test.each(rows)('%s: all of it in its order, in several pages, by the API', async (_what, row) => {
    expect(row.ids.length).toBeGreaterThan(0);
    const { ids } = await walk(tiktok, row);
    expect(ids).toEqual(row.ids);
  });

  test.each(rows.filter(([, row]) => !row.onePage))(
    '%s: exactly as many as are wanted, and the rest from the cursor',
    async (_what, row) => {
      const wanted = Math.min(37, row.ids.length - 1);
      const first = await walk(tiktok, row, { maxCounts: wanted });
      expect(first.ids).toEqual(row.ids.slice(0, wanted));
      const rest = await walk(createTiktok(sitePorts(site).ports), row, { cursor: first.cursor });
      expect(rest.ids).toEqual(row.ids.slice(wanted));
    },
  );

  test.each(rows)('%s: as a job, each post once and in its order, and again', async (_what, row) => {
    const own = siteShelf(site);
    const first = await run(own, row.source);
    expect([first.state, first.listing.ended, first.counts.seen]).toEqual(['done', 'end', row.ids.length]);
    expect(await inOrder(own, row.source)).toEqual(row.ids);
    const saved = own.disk.size;
    expect(saved).toBe(row.ids.length);
    site.clearLog();
    const second = await run(own, row.source);
    expect([second.state, own.disk.size]).toEqual(['done', saved]);
    if (row.incremental) expect(asked()).toBeLessThanOrEqual(3);
    else expect(second.listing.ended).toBe('end');
  });

  test.each(rows)('%s: as a job of some posts', async (_what, row) => {
    const own = siteShelf(site);
    const wanted = Math.min(3, row.ids.length);
    const job = await run(own, row.source, { maxCount: wanted });
    expect([job.state, job.counts.seen]).toEqual(['done', wanted]);
    expect(await inOrder(own, row.source)).toEqual(row.ids.slice(0, wanted));
  });

  test.each(everyRow)('%s: a refusal is no end of it', async (_what, row) => {
    site.rules.signature = { [row.path]: 'refuse-all' };
    await expect(walk(tiktok, row)).rejects.toEqual(thrown('gate'));
  });

  test.each(everyRow)('%s: a login that is wanted is said', async (_what, row) => {
    if (!row.wantsLogin) site.rules.loginFor = [row.path];
    await expect(walk(createTiktok(sitePorts(site, 'none').ports), row)).rejects.toEqual(thrown('login'));
  });

  test.each(rows)('%s: a page that comes again is no end of it either', async (_what, row) => {
    // A list of one page never asks for a second.
    if (row.ids.length <= 30) return;
    site.faults.push({ kind: 'repeat-page', group: 'api', name: row.path, skip: 1 });
    await expect(walk(tiktok, row)).rejects.toEqual(thrown('list'));
  });
});

describe('lists without an end', () => {
  test.each(feeds)('%s: as many as are wanted, each once, by the API', async (_what, row) => {
    const { ids } = await walk(tiktok, row, { maxCounts: 25 });
    expect([ids.length, new Set(ids).size]).toEqual([25, 25]);
    if (row.ids) expect(ids).toEqual(row.ids.slice(0, 25));
  });

  test.each(feeds)('%s: as a job of a number of posts', async (_what, row) => {
    const own = siteShelf(site);
    const job = await run(own, row.source, { maxCount: 25 });
    expect([job.state, job.listing.ended, job.counts.seen, own.disk.size]).toEqual(['done', 'count', 25, 25]);
    if (row.ids) expect(await inOrder(own, row.source)).toEqual(row.ids.slice(0, 25));
  });

  test.each(feeds)('%s: no job without a number', async (_what, row) => {
    const { shelf } = siteShelf(site);
    expect(await shelf.queue.startJob(row.source, {})).toMatchObject({ ok: false, error: { code: 'input' } });
  });

  test.each(feeds)('%s: what has nothing new any more ends', async (_what, row) => {
    const own = siteShelf(site);
    const job = await run(own, row.source, { maxCount: 5000 });
    expect([job.state, job.listing.ended]).toEqual(['done', 'end']);
    expect(job.counts.seen).toBeGreaterThan(25);
  });
});

describe('the watch history', () => {
  test('saves videos whose address only their own page tells, and pictures as they are listed', async () => {
    const own = siteShelf(site);
    const job = await run(own, { kind: 'history' }, { maxCount: 8, files: ['video', 'image'] });
    expect([job.state, job.counts.failed]).toEqual(['done', 0]);
    const posts = site.world.watchedBy(viewer).slice(0, 8);
    const due = posts.map(({ post }) => (post.kind === 'video' ? 1 : post.images)).reduce((sum, one) => sum + one, 0);
    expect(own.disk.size).toBe(due);
    expect(site.log.filter(({ name }) => name === '/api/item/detail/')).toHaveLength(6);
  });

  test('that goes on without a time is no end', async () => {
    site.faults.push({
      kind: 'forged',
      group: 'api',
      name: '/tiktok/watch/history/list/v1/',
      reply: () => forged({ status_code: 0, has_more: 1, aweme_list: [], aweme_watch_history: [] }),
    });
    await expect(walk(tiktok, { fetch: (api, options) => api.fetchWatchHistory(options) })).rejects.toEqual(
      thrown('shape'),
    );
  });
});

describe('hashtags, sounds and places', () => {
  test('are told by name and number', async () => {
    const { raw: _, toDict, ...hashtag } = await tiktok.fetchHashtag({ name: '#Demo' });
    expect(hashtag).toMatchObject({ id: '4230001', name: 'demo', videoCount: 89_000 });
    expect(toDict()).toEqual(hashtag);
    expect(await tiktok.fetchSound({ musicId: '7034567890123456789' })).toMatchObject({
      name: 'Kettle song',
      detail: 'Demo Band',
    });
    expect(await tiktok.fetchPlace({ placeId: '22535865206213' })).toMatchObject({
      name: 'Demo Harbour',
      detail: 'Quay 3',
    });
  });

  test.each([
    ['a hashtag', () => tiktok.fetchHashtag({ name: 'nobodyeverwrotethis' }), 'removed'],
    ['a sound', () => tiktok.fetchSound({ musicId: '123' }), 'removed'],
    ['a place', () => tiktok.fetchPlace({ placeId: '123' }), 'removed'],
    ['an empty hashtag', () => tiktok.fetchHashtag({ name: '# ' }), 'input'],
  ])('that there are not: %s', async (_what, ask, code) => {
    await expect(ask()).rejects.toEqual(thrown(code));
  });

  test.each<[string, Source]>([
    ['a hashtag', { kind: 'tag', name: 'heldback' }],
    ['a sound', { kind: 'sound', musicId: '7034567890123456790' }],
    ['a place', { kind: 'place', placeId: '22535865206214' }],
  ])('that the site holds back are no empty lists: %s', async (_what, source) => {
    const own = siteShelf(site, { tuning: { listTries: 1 } });
    const job = await run(own, source);
    expect([job.state, job.error?.code]).toEqual(['failed', 'list']);
  });

  test('ask for the number of a hashtag once', async () => {
    await walk(createTiktok(sitePorts(site).ports), listRows[0] as ListRow);
    expect(site.log.filter(({ name }) => name === '/api/challenge/detail/')).toHaveLength(1);
  });
});

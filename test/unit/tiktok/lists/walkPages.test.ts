import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Page, ReadPost } from '@/lib/model/page';
import { createClient } from '@/lib/tiktok/client/createSiteClient';
import { type PageWalk, walkPages } from '@/lib/tiktok/lists/walkPages';
import { type Asked, fakeSite, gate, idOf, item, items, offsetList, page, secUid } from '@/test/unit/tiktok/fakeSite';

const ids = (from: number, to: number) => items(from, to).map(({ id }) => id);

const start = (script: (request: Asked) => object, walk: Partial<PageWalk<ReadPost>> = {}) => {
  const site = fakeSite(script);
  const client = createClient(site.ports);
  const pauses: number[] = [];
  const pages = walkPages<ReadPost>({
    idOf: ({ post }) => post.id,
    fetch: (query) => client.mixItems({ mixId: '7', ...query }),
    count: 20,
    pause: async () => {
      pauses.push(site.asked.length);
    },
    ...walk,
  });
  return { site, pages, pauses, client };
};

const drain = async (pages: AsyncIterable<{ ok: boolean; value?: Page<ReadPost>; error?: { code: string } }>) => {
  const seen: string[] = [];
  const got: Page<ReadPost>[] = [];
  let error: string | undefined;
  for await (const result of pages) {
    if (result.value) {
      got.push(result.value);
      seen.push(...result.value.items.map(({ post }) => post.id));
    } else error = result.error?.code;
  }
  return { seen, got, error };
};

describe('walkPages', () => {
  test('reads to the end, pausing between requests only', async () => {
    const { site, pages, pauses } = start(offsetList(55));
    const { seen, got } = await drain(pages);
    expect(seen).toEqual(ids(0, 55));
    expect(got.map(({ hasMore }) => hasMore)).toEqual([true, true, false]);
    expect(site.asked).toHaveLength(3);
    expect(pauses).toEqual([1, 2]);
  });

  test('maxCount is exact and asks for no more than needed', async () => {
    const { site, pages } = start(offsetList(500), { maxCount: 37 });
    const { seen } = await drain(pages);
    expect(seen).toEqual(ids(0, 37));
    expect(site.asked.map(({ query }) => query.get('count'))).toEqual(['20', '17']);
  });

  test('makes no request before it is asked, none after the consumer stopped', async () => {
    const { site, pages, pauses } = start(offsetList(500));
    expect(site.asked).toHaveLength(0);
    for await (const _page of pages) break;
    expect(site.asked).toHaveLength(1);
    expect(pauses).toEqual([]);
  });

  test('a cursor resumes where it stopped, with pages of any size, nothing twice, nothing left out', async () => {
    const size = fc.integer({ min: 1, max: 30 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 70 }), size, size, async (maxCount, count, later) => {
        const first = await drain(start(offsetList(60), { maxCount, count }).pages);
        const last = first.got.at(-1);
        expect(first.seen).toEqual(ids(0, Math.min(60, maxCount)));
        if (!last?.hasMore) return;
        const rest = await drain(start(offsetList(60), { cursor: last.cursor, count: later }).pages);
        expect([...first.seen, ...rest.seen]).toEqual(ids(0, 60));
      }),
      { numRuns: 60, examples: [[30, 35, 20]] },
    );
  });

  test('a list that gives more than was asked for is cut, and its cursor leads back into the page', async () => {
    const stubborn = (request: Asked) =>
      page(
        items(Number(request.query.get('cursor')), Number(request.query.get('cursor')) + 10),
        String(Number(request.query.get('cursor')) + 10),
        true,
      );
    const first = await drain(start(stubborn, { maxCount: 13 }).pages);
    expect(first.seen).toEqual(ids(0, 13));
    expect(first.got.at(-1)).toMatchObject({ cursor: '10~3', hasMore: true });
    const rest = await drain(start(stubborn, { cursor: '10~3', maxCount: 12 }).pages);
    expect(rest.seen).toEqual(ids(13, 25));
  });

  test('pinned posts that come again in their place are told once', async () => {
    const { seen } = await drain(
      start(({ query }) =>
        query.get('cursor') === '0'
          ? page([item(30, { isPinnedItem: true }), ...items(0, 20)], '20', true)
          : page(items(20, 40), '40', false),
      ).pages,
    );
    expect(seen).toEqual([idOf(30), ...ids(0, 30), ...ids(31, 40)]);
  });

  test('the beginning may be spelt 0', async () => {
    const { seen } = await drain(start(offsetList(5), { cursor: '0' }).pages);
    expect(seen).toEqual(ids(0, 5));
  });

  test('a failure is the last thing', async () => {
    const { site, pages } = start((request) => (request.query.get('cursor') === '0' ? offsetList(500)(request) : gate));
    expect(await drain(pages)).toMatchObject({ seen: ids(0, 20), error: 'gate' });
    expect(site.asked).toHaveLength(2);
  });

  test('leaves out and stops where it is told', async () => {
    const { pages, site } = start(offsetList(500), {
      leaveOut: ({ post }) => post.id === idOf(3),
      isLast: ({ items: met }) => met.some(({ post }) => post.id === idOf(25)),
    });
    const { seen, got } = await drain(pages);
    expect(seen).toEqual(ids(0, 40).filter((id) => id !== idOf(3)));
    expect(got.at(-1)?.hasMore).toBe(false);
    expect(site.asked).toHaveLength(2);
  });

  test('an endless list of old pages ends with code list', async () => {
    const { pages } = start(({ query }) => page(items(0, 20), String(Number(query.get('cursor')) + 20), true));
    expect(await drain(pages)).toMatchObject({ seen: ids(0, 20), error: 'list' });
  });

  test('search results keep their cursor through cuts', async () => {
    const site = fakeSite(({ query }) => {
      const from = Number(query.get('offset'));
      return {
        status_code: 0,
        item_list: items(from, from + 12),
        cursor: from + 12,
        has_more: 1,
        log_pb: { impr_id: 'abc' },
      };
    });
    const client = createClient(site.ports);
    const walk = {
      idOf: ({ post }: ReadPost) => post.id,
      fetch: (query: { cursor: string; count: number }) => client.search({ keyword: 'x', ...query }),
      count: 12,
      pause: async () => {},
    };
    const first = await drain(walkPages<ReadPost>({ ...walk, maxCount: 15 }));
    const rest = await drain(walkPages<ReadPost>({ ...walk, cursor: first.got.at(-1)?.cursor ?? '', maxCount: 15 }));
    expect([...first.seen, ...rest.seen]).toEqual(ids(0, 30));
    expect(site.asked.at(-1)?.query.get('search_id')).toBe('abc');
  });
});

test('a walk needs secUid as the site spells it', async () => {
  const site = fakeSite(offsetList(3));
  await createClient(site.ports).postList({ secUid });
  expect(site.asked[0]?.query.get('secUid')).toBe(secUid);
});

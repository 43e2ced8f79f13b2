import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTiktok } from '@/lib/api';
import type { Person } from '@/lib/model/people/person';
import type { PostPage } from '@/lib/tiktok/api/walks';
import { defaultRules } from '../site/rules.ts';
import { type Site, startSite } from '../site/startSite.ts';
import { mixIds, specialPosts } from '../site/world/posts.ts';
import { demo, empty, secretive, secUidOf, viewer } from '../site/world/users.ts';
import { type Login, sitePorts } from './sitePorts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
beforeEach(() => {
  Object.assign(site.rules, defaultRules());
  site.faults.length = 0;
  site.clearLog();
});

/** The developer API with a cookie jar, as docs/api.md builds it, without pauses. */
const connect = (login: Login = 'viewer', cookies = site.cookies(login)) =>
  createTiktok(sitePorts(site, login, cookies).ports);

const walk = async (pages: AsyncIterable<PostPage>) => {
  const ids: string[] = [];
  let problems = 0;
  for await (const page of pages) {
    ids.push(...page.posts.map(({ id }) => id));
    problems += page.problems.length;
  }
  expect(problems).toBe(0);
  return ids;
};
const thrown = (code: string) => expect.objectContaining({ name: 'TokError', code });
const postList = '/api/post/item_list/';
const wanted = (secUid: string) => {
  const user = site.world.userBySecUid(secUid);
  const all = user ? site.world.postsOf(user) : [];
  return [...all.filter(({ pinned }) => pinned), ...all.filter(({ pinned }) => !pinned)].map(({ id }) => id);
};

describe('the whole list', () => {
  test.each([1, 2, 3, 20, 35])('of posts, pinned ones first and once, at %s per page', async (pageCounts) => {
    expect(await walk(connect().fetchUserPostVideos({ secUid: demo.secUid, pageCounts }))).toEqual(wanted(demo.secUid));
  });

  test('of 500 posts, an old and a new one pinned: each once, in the order of the site', async () => {
    const user = site.world.userByName('demo.500');
    const all = user ? site.world.postsOf(user) : [];
    const pinned = [all[3], all[480]].filter((post) => post !== undefined);
    for (const post of pinned) site.world.put({ ...post, pinned: true });
    const seen = await walk(connect('none').fetchUserPostVideos({ secUid: secUidOf('demo.500') }));
    for (const post of pinned) site.world.put(post);
    const rest = all.filter((post) => !pinned.includes(post));
    expect(seen).toEqual([...pinned, ...rest].map(({ id }) => id));
    expect([seen.length, new Set(seen).size]).toEqual([500, 500]);
  });

  test('of no posts, which is no failure', async () => {
    expect(await walk(connect().fetchUserPostVideos({ secUid: empty.secUid }))).toEqual([]);
  });

  test('of likes, favourites, a playlist, a search', async () => {
    const tiktok = connect();
    const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
    expect(await walk(tiktok.fetchUserLikeVideos({ secUid: viewer.secUid }))).toEqual(ids(site.world.likesOf(viewer)));
    expect(await walk(tiktok.fetchUserCollectVideos({ secUid: viewer.secUid }))).toEqual(
      ids(site.world.favouritesOf(viewer)),
    );
    expect(await walk(tiktok.fetchUserMixVideos({ mixId: mixIds[0] }))).toEqual(
      site.world.playlist(mixIds[0])?.postIds,
    );
    expect(await walk(tiktok.fetchSearchVideos({ keyword: 'demo', pageCounts: 12 }))).toEqual(
      ids(site.world.search('demo')),
    );
  });

  test('resumed at any place, nothing twice, nothing left out', async () => {
    const all = wanted(demo.secUid);
    for (const maxCounts of [1, 2, 3, 20, 21, 22, 37, 59]) {
      const first: string[] = [];
      let cursor = '';
      for await (const page of connect().fetchUserPostVideos({ secUid: demo.secUid, maxCounts })) {
        first.push(...page.posts.map(({ id }) => id));
        ({ cursor } = page);
      }
      expect(first).toHaveLength(maxCounts);
      expect([...first, ...(await walk(connect().fetchUserPostVideos({ secUid: demo.secUid, cursor })))]).toEqual(all);
    }
  });
});

describe('every list of posts', () => {
  type Tiktok = ReturnType<typeof connect>;
  type More = { readonly cursor?: string; readonly maxCounts?: number };
  const lists: [string, (tiktok: Tiktok, more: More) => AsyncGenerator<PostPage>][] = [
    ['posts', (tiktok, more) => tiktok.fetchUserPostVideos({ secUid: demo.secUid, pageCounts: 7, ...more })],
    ['likes', (tiktok, more) => tiktok.fetchUserLikeVideos({ secUid: viewer.secUid, pageCounts: 7, ...more })],
    ['favourites', (tiktok, more) => tiktok.fetchUserCollectVideos({ secUid: viewer.secUid, pageCounts: 7, ...more })],
    ['a playlist', (tiktok, more) => tiktok.fetchUserMixVideos({ mixId: mixIds[0], pageCounts: 2, ...more })],
    ['a search', (tiktok, more) => tiktok.fetchSearchVideos({ keyword: 'demo', pageCounts: 7, ...more })],
    ['a folder', (tiktok, more) => tiktok.fetchCollectionVideos({ collectionId, pageCounts: 5, ...more })],
  ];
  const collectionId = '7394627756635573022';

  test.each(lists)('%s: breaking out makes no further request', async (_, list) => {
    for await (const page of list(connect(), {})) {
      expect(page.hasMore).toBe(true);
      site.clearLog();
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(site.log).toEqual([]);
  });

  test.each(lists)('%s: resumed where it stopped, nothing twice, nothing left out', async (_, list) => {
    const all = await walk(list(connect(), {}));
    for (const maxCounts of [1, 3, all.length - 1]) {
      const first: string[] = [];
      let cursor = '';
      for await (const page of list(connect(), { maxCounts })) {
        first.push(...page.posts.map(({ id }) => id));
        ({ cursor } = page);
      }
      expect(first).toHaveLength(maxCounts);
      expect([...first, ...(await walk(list(connect(), { cursor })))]).toEqual(all);
    }
  });
});

describe('lists of people', () => {
  const names = async (pages: AsyncGenerator<{ readonly people: readonly Person[] }>): Promise<string[]> => {
    const found: string[] = [];
    for await (const { people } of pages) found.push(...people.map(({ author }) => author.uniqueId));
    return found;
  };
  const all = (): string[] => site.world.followersOf(demo).map(({ uniqueId }) => uniqueId);

  test('come whole and in order, and each count is exact', async () => {
    expect(await names(connect().fetchUserFollowers({ secUid: demo.secUid, pageCounts: 30 }))).toEqual(all());
    for (const maxCounts of [1, 30, 31, 71])
      expect(await names(connect().fetchUserFollowers({ secUid: demo.secUid, maxCounts }))).toEqual(
        all().slice(0, maxCounts),
      );
    expect(await names(connect().fetchUserFollowing({ secUid: demo.secUid }))).toEqual(['demo.friend']);
  });

  test('resumed where it stopped, nobody twice, nobody left out', async () => {
    for (const maxCounts of [1, 20, 71]) {
      const first: string[] = [];
      let cursor = '';
      for await (const page of connect().fetchUserFollowers({ secUid: demo.secUid, maxCounts })) {
        first.push(...page.people.map(({ author }) => author.uniqueId));
        ({ cursor } = page);
      }
      expect([...first, ...(await names(connect().fetchUserFollowers({ secUid: demo.secUid, cursor })))]).toEqual(
        all(),
      );
    }
  });

  test('a closed one is private', async () => {
    await expect(names(connect().fetchUserFollowing({ secUid: secretive.secUid }))).rejects.toEqual(thrown('private'));
  });

  test('a page that comes again heals with a new device id', async () => {
    site.faults.push({ kind: 'repeat-page', name: '/api/user/list/', skip: 1, times: 1 });
    expect(await names(connect().fetchUserFollowers({ secUid: demo.secUid }))).toEqual(all());
  });
});

describe('lists that lie', () => {
  const posts = () => walk(connect().fetchUserPostVideos({ secUid: demo.secUid }));

  test('the first page once more heals with a new device id', async () => {
    site.faults.push({ kind: 'repeat-page', name: postList, skip: 1, times: 1 });
    expect(await posts()).toEqual(wanted(demo.secUid));
    const devices = site.log.filter(({ name }) => name === postList).map(({ query }) => query.device_id);
    expect(new Set(devices).size).toBe(2);
  });

  test.each(['repeat-page', 'stuck-cursor'] as const)('%s for good is code list', async (kind) => {
    site.faults.push({ kind, name: postList, skip: 1 });
    await expect(posts()).rejects.toEqual(thrown('list'));
    expect(site.counters[`api:${postList}`]).toBeLessThanOrEqual(3);
  });

  test.each([
    ['captcha-html', 'captcha'],
    ['captcha-json', 'captcha'],
    ['waf', 'captcha'],
    ['garbage', 'shape'],
    ['reset', 'network'],
  ] as const)('%s is code %s, never the end of a list', async (kind, code) => {
    site.faults.push({ kind, name: postList, skip: 1 });
    await expect(posts()).rejects.toEqual(thrown(code));
  });

  test.each([
    [429, 'rate'],
    [403, 'gate'],
    [500, 'http'],
  ])('HTTP %s is code %s', async (status, code) => {
    site.faults.push({ kind: 'status', status, name: '/api/favorite/item_list/' });
    await expect(walk(connect().fetchUserLikeVideos({ secUid: viewer.secUid }))).rejects.toEqual(thrown(code));
  });
});

describe('what the site wants of a request', () => {
  test('a list that only the page may ask comes by the unsigned endpoint', async () => {
    site.rules.signature = { [postList]: 'page-only', default: 'xbogus' };
    const ids = await walk(connect().fetchUserPostVideos({ secUid: demo.secUid }));
    expect([...ids].sort()).toEqual([...wanted(demo.secUid)].sort());
    expect(site.counters[`api:${postList}`]).toBe(1);
  });

  test('refused on every way is gate', async () => {
    site.rules.signature = 'refuse-all';
    site.faults.push({ kind: 'empty', name: '/api/creator/item_list/' });
    const tiktok = connect();
    await expect(walk(tiktok.fetchUserPostVideos({ secUid: demo.secUid }))).rejects.toEqual(thrown('gate'));
    await expect(walk(tiktok.fetchUserLikeVideos({ secUid: viewer.secUid }))).rejects.toEqual(thrown('gate'));
    await expect(tiktok.crawler.fetchUserMix({ mixId: mixIds[0] })).rejects.toEqual(thrown('gate'));
  });

  test('posts and profiles come from their pages where the API refuses', async () => {
    site.rules.signature = 'refuse-all';
    const tiktok = connect('none');
    expect(await tiktok.fetchOneVideo(specialPosts.recordedVideo.id)).toMatchObject({
      id: specialPosts.recordedVideo.id,
    });
    expect(await tiktok.fetchUserProfile({ uniqueId: demo.uniqueId })).toMatchObject({
      author: { secUid: demo.secUid },
    });
    site.rules.waf = true;
    await expect(tiktok.fetchOneVideo(specialPosts.recordedVideo.id)).rejects.toEqual(thrown('captcha'));
  });

  test('a guest with no cookie at all gets lists, and learns where a login is wanted', async () => {
    const guest = connect('none', []);
    expect(await walk(guest.fetchUserPostVideos({ secUid: demo.secUid, maxCounts: 40 }))).toHaveLength(40);
    await expect(walk(guest.fetchSearchVideos({ keyword: 'demo' }))).rejects.toEqual(thrown('login'));
    await expect(walk(guest.fetchUserCollectVideos({ secUid: viewer.secUid }))).rejects.toEqual(thrown('login'));
    const sent = site.log.filter(({ group }) => group === 'api').map(({ query }) => query.device_id ?? '');
    expect(new Set(sent).size).toBe(1);
    expect(sent[0]).toMatch(/^\d{19}$/);
  });

  test('every request carries the Referer of the site', async () => {
    await connect().fetchUserProfile({ uniqueId: demo.uniqueId });
    expect(site.log.filter(({ group }) => group === 'api').map(({ headers }) => headers.referer)).toEqual([
      'https://www.tiktok.com/',
    ]);
  });
});

test.each([
  ['removed', specialPosts.removed],
  ['removed', specialPosts.deleted],
  ['region', specialPosts.region],
  ['age', specialPosts.age],
  ['private', specialPosts.onlyMe],
  ['private', specialPosts.privatePost],
])('a post that is %s says so', async (code, post) => {
  await expect(connect().fetchOneVideo(post.id)).rejects.toEqual(thrown(code));
});

test('a private profile shows itself, its posts do not', async () => {
  const tiktok = connect();
  expect((await tiktok.fetchUserProfile({ uniqueId: secretive.uniqueId })).author.privateAccount).toBe(true);
  await expect(walk(tiktok.fetchUserPostVideos({ secUid: secretive.secUid }))).rejects.toEqual(thrown('private'));
});

test('the list of 100 links answers in order', async () => {
  const posts = site.world.postsOf(demo).slice(0, 50);
  const outcomes = await connect().getAllAwemeId(
    posts.flatMap(({ id }) => [`https://vm.tiktok.com/ZM${id}/`, `https://www.tiktok.com/embed/v2/${id}`]),
  );
  expect(outcomes).toEqual(posts.flatMap(({ id }) => [{ value: id }, { value: id }]));
});

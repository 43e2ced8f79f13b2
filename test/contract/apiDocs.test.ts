import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as api from '@/lib/api';
import { type Site, startSite } from '../site/startSite.ts';
import { siteFetch } from './siteFetch';

const doc = readFileSync('docs/api.md', 'utf8');
const examples = [...doc.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1] ?? '');
/** Beside a folder that git ignores; the examples' `../lib/api` is led to where lib stands from there. */
const folder = resolve('test/e2e/.tmp/api-examples');
const toFile = (code: string): string => code.replaceAll("'../lib/api'", "'@/lib/api'");
const nameOf = (code: string): string => /^\/\/ ([\w-]+\.ts)$/m.exec(code)?.[1] ?? '';
const expected = (code: string): string[] => [...code.matchAll(/\/\/ → (.*)$/gm)].map((match) => match[1] ?? '');
const headingOf = (code: string): string =>
  doc
    .slice(0, doc.indexOf(code))
    .match(/^#{2,3} .*$/gm)
    ?.at(-1)
    ?.slice(3)
    .trim() ?? '';

let site: Site;

beforeAll(async () => {
  site = await startSite();
  mkdirSync(folder, { recursive: true });
  for (const code of examples) {
    const name = nameOf(code);
    if (name) writeFileSync(resolve(folder, name), toFile(code));
  }
  process.env.TIKTOK_COOKIE = site
    .cookies('viewer')
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
  vi.stubGlobal('fetch', siteFetch(site));
  const wait = globalThis.setTimeout;
  // The pauses of a walk are politeness to the real site.
  vi.stubGlobal('setTimeout', (run: () => void, ms = 0) => wait(run, ms >= 500 && ms <= 3000 ? 0 : ms));
});
afterAll(async () => {
  vi.unstubAllGlobals();
  delete process.env.TIKTOK_COOKIE;
  rmSync(folder, { recursive: true, force: true });
  await site.close();
});

describe('docs/api.md', () => {
  test.each(examples.filter((code) => nameOf(code) === '').map((code) => [headingOf(code), code] as const))(
    'the example of %s prints what it says',
    async (_heading, code) => {
      const wanted = expected(code);
      expect(wanted.length).toBeGreaterThan(0);
      const printed: string[] = [];
      const log = vi
        .spyOn(console, 'log')
        .mockImplementation((...args: unknown[]) => void printed.push(format(...args)));
      const file = resolve(folder, `example-${examples.indexOf(code)}.ts`);
      writeFileSync(file, toFile(code));
      await import(/* @vite-ignore */ file).finally(() => log.mockRestore());
      expect(printed).toEqual(wanted);
    },
  );

  const lists = [
    'fetchUserPostVideos',
    'fetchUserLikeVideos',
    'fetchUserCollectVideos',
    'fetchPlayList',
    'fetchUserMixVideos',
    'fetchSearchVideos',
    'fetchPostComments',
    'fetchPostFeed',
    'fetchCollections',
    'fetchCollectionVideos',
  ];
  const singles = ['fetchUserProfile', 'fetchOneVideo', 'fetchUserLiveVideos', 'fetchCheckLiveAlive'];
  const helpers = [
    'getSecuid',
    'getAllSecuid',
    'getUniqueid',
    'getAllUniqueid',
    'getAwemeId',
    'getAllAwemeId',
    'genRealMsToken',
    'genTtwid',
    'genOdinTt',
    'genDeviceId',
    'genDeviceIds',
    'clientConfManager',
  ];
  const pure = [
    'xBogus',
    'xBogusFromUrl',
    'xBogusFromModel',
    'genFalseMsToken',
    'formatFileName',
    'filterAwemeDatasByInterval',
    'selectPlaylist',
  ];
  const crawler = [
    'fetchUserProfile',
    'fetchUserPost',
    'fetchUserLike',
    'fetchUserCollect',
    'fetchUserPlayList',
    'fetchUserMix',
    'fetchPostDetail',
    'fetchPostComment',
    'fetchPostFeed',
    'fetchPostSearch',
    'fetchUserLive',
    'fetchCheckLiveAlive',
    'fetchLiveImFetch',
  ];

  const inExamples = (name: string): boolean => examples.some((code) => new RegExp(`\\b${name}\\b`).test(code));
  const inHeadings = (name: string): boolean =>
    [...doc.matchAll(/^### (.*)$/gm)].some((match) => (match[1] ?? '').split(', ').includes(name));
  const unused = () => {
    throw new Error('no port is asked here');
  };
  const tiktok: object = api.createTiktok({
    http: { send: unused },
    cookies: { get: unused },
    clock: { now: unused, sleep: unused },
    random: { bytes: unused },
    userAgent: '',
  });

  test.each([...lists, ...singles, ...helpers])('createTiktok has %s, with a heading and an example', (name) => {
    expect(tiktok).toHaveProperty(name);
    expect([inHeadings(name), inExamples(name)]).toEqual([true, true]);
  });

  test.each(pure)('lib/api exports %s, with a heading and an example', (name) => {
    expect(api).toHaveProperty(name);
    expect([inHeadings(name), inExamples(name)]).toEqual([true, true]);
  });

  test.each(crawler)('the crawler has %s, with an example', (name) => {
    expect(tiktok).toHaveProperty(`crawler.${name}`);
    expect(inExamples(`crawler.${name}`)).toBe(true);
  });

  test('nothing is offered that is not documented', () => {
    const named = new Set([...lists, ...singles, ...helpers, 'crawler']);
    expect(Object.keys(tiktok).filter((name) => !named.has(name))).toEqual([]);
  });
});

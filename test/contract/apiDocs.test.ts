import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as api from '@/lib/api';
import { type Site, startSite } from '../site/startSite.ts';
import { siteFetch } from './siteFetch';

const doc = readFileSync('docs/api.md', 'utf8');
const examples = [...doc.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => match[1] ?? '');
/** Beside a folder that git ignores; the examples' `../lib/api` is led to where lib stands from there. */
const folder = resolve('test/e2e/.tmp/api-examples');
/** The pauses between requests are politeness to the real site. */
const toFile = (code: string): string =>
  code
    .replaceAll("'../lib/api'", "'@/lib/api'")
    .replace(
      'createShelf({ ...ports,',
      'createShelf({ settings: { pacing: { pageGapMin: 0, pageGapMax: 0 } }, ...ports,',
    );
const nameOf = (code: string): string => /^\/\/ ([\w-]+\.ts)$/m.exec(code)?.[1] ?? '';
const expected = (code: string): string[] => [...code.matchAll(/\/\/ → (.*)$/gm)].map((match) => match[1] ?? '');
const headingOf = (code: string): string =>
  doc
    .slice(0, doc.indexOf(code))
    .match(/^#{2,3} .*$/gm)
    ?.at(-1)
    ?.slice(3)
    .trim() ?? '';

const run = promisify(execFile);

let site: Site;

beforeAll(async () => {
  site = await startSite({ rules: { liveSpeed: 30 } });
  mkdirSync(folder, { recursive: true });
  for (const code of examples) {
    const name = nameOf(code);
    if (name) writeFileSync(resolve(folder, name), toFile(code));
  }
  process.env.TOKSHELF_FOLDER = resolve(folder, 'saved');
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
  delete process.env.TOKSHELF_FOLDER;
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
      expect(printed.join('\n').split('\n')).toEqual(wanted);
    },
  );

  test('the examples are well typed', { timeout: 120_000 }, async () => {
    for (const code of examples)
      writeFileSync(resolve(folder, nameOf(code) || `example-${examples.indexOf(code)}.ts`), toFile(code));
    const project = resolve(folder, 'tsconfig.json');
    writeFileSync(project, JSON.stringify({ extends: resolve('tsconfig.json'), include: ['./*.ts'], exclude: [] }));
    const { stdout } = await run('tsc', ['-p', project], { encoding: 'utf8' }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  test('a script runs by itself, as a developer would run it', async () => {
    const script = resolve(folder, 'script.ts');
    const saving = examples.find((one) => one.includes("from './shelf'") && one.includes('readdirSync')) ?? '';
    writeFileSync(script, toFile(saving));
    const saved = resolve(folder, 'by-script');
    const { stdout } = await run(process.execPath, ['scripts/runTs.ts', script], {
      encoding: 'utf8',
      env: {
        ...process.env,
        TOKSHELF_FOLDER: saved,
        // Node 24 sends fetch through this proxy, which leads every host of the site to the demo.
        NODE_USE_ENV_PROXY: '1',
        HTTPS_PROXY: `http://127.0.0.1:${site.proxyPort}`,
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
      },
    });
    expect(stdout.trimEnd().split('\n')).toEqual(expected(saving));
  });

  const lists = [
    'fetchUserPostVideos',
    'fetchUserLikeVideos',
    'fetchUserCollectVideos',
    'fetchPlayList',
    'fetchUserMixVideos',
    'fetchSearchVideos',
    'fetchPostComments',
    'fetchPostFeed',
    'fetchUserFollowing',
    'fetchUserFollowers',
    'fetchCollections',
    'fetchCollectionVideos',
    'fetchHashtagVideos',
    'fetchUserRepostVideos',
    'fetchUserStories',
    'fetchFollowedStories',
    'fetchSearchPhotos',
    'fetchExploreVideos',
    'fetchFollowingFeed',
    'fetchFriendsFeed',
    'fetchRelatedVideos',
    'fetchWatchHistory',
    'fetchSoundVideos',
    'fetchPlaceVideos',
  ];
  const singles = [
    'fetchUserProfile',
    'fetchOneVideo',
    'fetchUserLiveVideos',
    'fetchCheckLiveAlive',
    'fetchHashtag',
    'fetchSound',
    'fetchPlace',
  ];
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

  const shelfNames = [
    'handleOneVideo',
    'handleUserPost',
    'handleUserLike',
    'handleUserCollect',
    'handleUserMix',
    'handleSearchVideo',
    'handleList',
    'handleUserLive',
    'whenRecorded',
    'stopRecording',
    'whenDone',
    'queue',
    'getOrAddUserData',
    'getOrAddVideoData',
    'createUserFolder',
    'renameUserFolder',
    'createOrRenameUserFolder',
  ];
  const downloader = [
    'createDownloadTask',
    'handleDownload',
    'saveLastAwemeId',
    'createStreamTasks',
    'handleStream',
    'filterAwemeDatasByInterval',
  ];
  const builders = ['createTiktok', 'createShelf', 'createBlobs', 'createMemoryStore', 'TokError'];

  const inExamples = (name: string): boolean => examples.some((code) => new RegExp(`\\b${name}\\b`).test(code));
  const inHeadings = (name: string): boolean =>
    [...doc.matchAll(/^### (.*)$/gm)].some((match) => (match[1] ?? '').split(', ').includes(name));
  const unused = () => {
    throw new Error('no port is asked here');
  };
  const ports = {
    http: { send: unused },
    cookies: { get: unused },
    clock: { now: unused, sleep: unused },
    random: { bytes: unused },
    userAgent: '',
  };
  const tiktok: object = api.createTiktok(ports);
  const shelf: object = api.createShelf({
    ...ports,
    store: api.createMemoryStore(),
    blobs: api.createBlobs(unused),
    wake: { at: unused, clear: unused, during: unused },
    downloads: {
      ...{ start: unused, findById: unused, findByUrl: unused, cancel: unused, forget: unused },
      onEnd: () => unused,
    },
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

  test.each(shelfNames)('createShelf has %s, with a heading and an example', (name) => {
    expect(shelf).toHaveProperty(name);
    expect([inHeadings(name), inExamples(name)]).toEqual([true, true]);
  });

  test.each(downloader)('the downloader has %s, with a heading and an example', (name) => {
    expect(shelf).toHaveProperty(`downloader.${name}`);
    expect([inHeadings(name), inExamples(name)]).toEqual([true, true]);
  });

  test.each(builders)('lib/api exports %s, with an example', (name) => {
    expect(api).toHaveProperty(name);
    expect(inExamples(name)).toBe(true);
  });

  const rest = (value: object, names: readonly string[]): string[] =>
    Object.keys(value).filter((name) => !names.includes(name));

  test('nothing is offered that is not documented', () => {
    expect(rest(tiktok, [...lists, ...singles, ...helpers, 'crawler'])).toEqual([]);
    expect(rest(shelf, [...shelfNames, 'downloader'])).toEqual([]);
    expect(rest(api, [...pure, ...builders])).toEqual([]);
    expect('crawler' in tiktok && rest(Object(tiktok.crawler), crawler)).toEqual([]);
    expect('downloader' in shelf && rest(Object(shelf.downloader), downloader)).toEqual([]);
  });

  test('the queue does what its table says', () => {
    const calls = [...doc.matchAll(/`(\w+)\([^)]*\)`/g)].map((match) => match[1]);
    const queue: object = 'queue' in shelf ? Object(shelf.queue) : {};
    expect(rest(queue, [...calls.filter((name) => name !== undefined), 'startJob'])).toEqual([]);
  });
});

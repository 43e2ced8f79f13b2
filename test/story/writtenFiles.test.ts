import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ok } from '@/lib/base/result';
import { createChatFiles } from '@/lib/live/chat/createChatFiles';
import type { JobOptions } from '@/lib/model/job';
import type { Source } from '@/lib/model/source';
import { parseComments } from '@/lib/tiktok/parse/parseComments';
import { parsePost } from '@/lib/tiktok/parse/parsePost';
import type { WebcastMessage } from '@/lib/tiktok/webcast/WebcastMessage';
import { publicItem } from '@/lib/tiktok/wire/publicItem';
import { createWorld, type World } from '../fakes/createWorld';
import { createFakeSite } from '../fakes/fakeSite';
import { aPost } from '../fakes/somePosts';
import { fixtureNames } from '../unit/tiktok/parse/fixtures';

/** An address as it may stand in a reply, each holding a trace that no file may hold. */
const address = 'https://p16-common-sign.tiktokcdn-us.com/x.jpeg?x-signature=S3CR3T&x-expires=1790000000';
const encoded = encodeURIComponent(address);
const signed: readonly string[] = [
  address,
  address.replace('https:', ''),
  address.replace('https:', 'HTTP:'),
  'https://v16-webapp-prime.tiktok.com/video/tos/S3CR3T/',
  'https://www.tiktok.com/aweme/v1/play/?signaturev3=S3CR3T',
  'https://elsewhere.example/x?policy=1&signature=S3CR3T',
  `cover ${address}, and music`,
  `<a href="${address}">x</a>`,
  JSON.stringify({ cover: { urls: [address] }, digged: 'S3CR3T' }),
  JSON.stringify({ cover: address }).replaceAll('/', '\\/').replaceAll('&', '\\u0026'),
  `more ${JSON.stringify({ cover: address }).replaceAll('/', '\\/').replaceAll('&', '\\u0026')}`,
  `sslocal://webview?url=${encoded}&x=1`,
  `sslocal://webview?url=${encodeURIComponent(encoded)}`,
  `https://www.tiktok.com/@a/video/1?share=${encoded}`,
  `see https://www.tiktok.com/@a?u_code=S3CR3T&_r=1 now`,
];

const ofTheAccount: readonly string[] = [
  ...['digged', 'collected', 'reposted', 'user_digged', 'userBuried', 'isFavorite', 'collect_stat', 'relation'],
  ...['followStatus', 'follower_status', 'isFollowing', 'friendsStatus', 'is_blocked_v2', 'remarkName', 'contact_name'],
  ...['viewed', 'hasWatched', 'viewerId', 'msToken', 'ms_token', 'sessionId', 'odinId', 'wid', 'deviceId', 'log_pb'],
  ...['logExtra', 'impr_id', 'request_id', 'backendSourceEventTracking', 'suggestedWords', 'UserStoryStatus', 'extra'],
];

const TRACE = /S3CR3T|x-signature|x-expires|lk3s|[?&](?:expire|signature|policy)=/i;

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const nodesIn = (value: unknown): Node[] =>
  typeof value !== 'object' || value === null
    ? []
    : [...(isNode(value) ? [value] : []), ...Object.values(value).flatMap(nodesIn)];

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/tiktok/${name}`, import.meta.url), 'utf8'));

/** Posts as they were recorded. */
const items: readonly Node[] = fixtureNames('.json')
  .filter((name) => /^(item-|search\/)/.test(name))
  .flatMap((name) => nodesIn(read(name)).filter((node) => isNode(node.author) && parsePost(node).ok));
const comments = read('comment-list/comments-2026-02.json');

// Words of people, languages and names, which are read as what they are: an address there is one that somebody wrote.
const written = new Set([
  ...['desc', 'title', 'nickname', 'text', 'hashtagName', 'authorName', 'album', 'textLanguage', 'comment_language'],
  ...['uniqueId', 'unique_id', 'secUid', 'sec_uid', 'uid', 'id', 'cid', 'aweme_id', 'reply_id'],
]);

const spots = fc.array(fc.tuple(fc.nat(9999), fc.nat(9999), fc.nat(9999)), { minLength: 10, maxLength: 60 });

/** A copy that holds, at random places, signed addresses and what the account did. */
const spoil = (value: unknown, places: readonly (readonly [number, number, number])[]): unknown => {
  const spoilt = structuredClone(value);
  for (const [which, what, where] of places) {
    const nodes = nodesIn(spoilt);
    const node = nodes[which % nodes.length] ?? expect.unreachable();
    const text = signed[what % signed.length] ?? '';
    const mark = ofTheAccount[what % ofTheAccount.length] ?? '';
    node[mark] = where % 2 === 0 ? 'S3CR3T' : { count: 1, id: 'S3CR3T' };
    const keys = Object.keys(node).filter((key) => !written.has(key));
    const key = keys[where % keys.length] ?? 'odd';
    if (where % 3 === 0 && typeof node[key] === 'string') node[key] = text;
    else if (where % 3 === 1) node[`odd${where % 7}`] = [text, { deep: text }];
    else node[text] = text;
  }
  return spoilt;
};

const world = (raw: unknown): World =>
  createWorld({
    lists: (clock) => ({
      ...createFakeSite(clock).lists,
      comments: async () => {
        const page = parseComments(raw);
        return page.ok ? ok(page.value.items) : page;
      },
    }),
  });

/** Saves a post with every text that is written beside it, and gives the texts by their paths. */
const saveTexts = async (item: unknown, raw: unknown): Promise<Map<string, string>> => {
  const post = parsePost(item);
  if (!post.ok) throw new Error(JSON.stringify(post.error));
  const { browser, queue, idle } = world(raw);
  const options: JobOptions = { files: ['desc', 'metadata', 'comments'] };
  await queue().startJob({ kind: 'one', postId: post.value.post.id }, options, post.value);
  expect(await idle()).toBe(true);
  return browser.disk;
};

it('no file beside a post holds a signed address or what the account did, wherever a reply put them', {
  timeout: 60_000,
}, async () => {
  expect(items.length).toBeGreaterThan(6);
  await fc.assert(
    fc.asyncProperty(fc.nat(items.length - 1), spots, async (which, places) => {
      const files = await saveTexts(spoil(items[which], places), spoil(comments, places));
      expect([...files.keys()].map((path) => path.replace(/.*-/, '')).sort()).toEqual([
        'comments.json',
        'desc.txt',
        'metadata.json',
      ]);
      for (const [path, text] of files) expect(`${path}\n${text}`).not.toMatch(TRACE);
    }),
    // Smaller examples would take a minute to find: the one that was found is told.
    { numRuns: 40, endOnFailure: true },
  );
});

it.each(signed)('neither a name nor a word of a post keeps %s', (text) => {
  // What a field of its own says of the account is not looked for within words.
  const said = text.startsWith('{') ? text : `see ${text} now`;
  const kept = publicItem({ [text]: 'x', [`odd ${text}`]: 'x', one: text, more: [said, { deep: text }] });
  expect(JSON.stringify(kept)).not.toMatch(TRACE);
});

it('what is no secret stays', async () => {
  for (const item of items) {
    const kept = publicItem(item);
    for (const name of ['id', 'desc', 'createTime', 'stats', 'statsV2', 'textExtra', 'locationCreated', 'isPinnedItem'])
      expect((kept as Node)[name]).toEqual(item[name]);
  }
});

const NOBODY = { id: '1', nickname: 'a', uniqueId: 'a', secUid: '' };

it('no chat file holds a signed address', () => {
  const files = { jsonl: '', ass: '' };
  const chat = createChatFiles({
    timeline: { positionAt: (time) => time, partAt: () => ({ index: 1, at: 0 }) },
    write: (file, text) => {
      files[file === 'jsonl' ? file : 'ass'] += text;
    },
  });
  const line = { method: 'WebcastChatMessage', roomId: '1', createdAt: 1, history: false, moderator: false };
  const emotes = [
    { index: 0, id: '7', url: address },
    { index: 1, id: '8', url: 'https://p16.tiktokcdn.com/e.webp' },
  ];
  const message: WebcastMessage = {
    ...line,
    kind: 'chat',
    id: '1',
    user: NOBODY,
    text: 'hi',
    language: '',
    emotes,
    anchor: false,
  };
  chat.add(message, 1);
  chat.close();
  expect(JSON.parse(files.jsonl).emotes).toEqual([{ index: 0, id: '7', url: '' }, emotes[1]]);
  expect(files.jsonl + files.ass).not.toMatch(TRACE);
});

const ME = 'MS4wLjABAAAAme';
const THEM = 'MS4wLjABAAAAthem';

it.each<[string, Source, boolean]>([
  ['favourites', { kind: 'favourites', secUid: ME }, false],
  ['likes of the account', { kind: 'likes', secUid: ME }, false],
  ["somebody's likes", { kind: 'likes', secUid: THEM }, true],
  ["somebody's posts", { kind: 'posts', secUid: THEM }, true],
])(
  'the metadata of a post that a list of %s named tells of the list only where it is not the account that speaks',
  async (_, source, isTold) => {
    const one = createWorld();
    one.site.contents.set(`${source.kind}:${'secUid' in source ? source.secUid : ''}`, [aPost(1)]);
    await one.queue().startJob(source, { files: ['metadata'] });
    expect(await one.idle()).toBe(true);
    const [text = ''] = [...one.browser.disk.values()];
    const told = JSON.parse(text);
    expect(told.post.id).toBe(aPost(1).id);
    expect('list' in told).toBe(isTold);
    expect(text).not.toContain(ME);
  },
);

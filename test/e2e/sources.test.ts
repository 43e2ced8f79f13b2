import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../site/startSite.ts';
import { demo, friend, recordedPhotosOwner, viewer } from '../site/world/users.ts';
import { createWorld } from '../site/world/world.ts';
import { extensionDir } from './browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from './browsers/launchChromium.ts';
import { withoutPauses } from './support/command.ts';
import { press } from './support/press.ts';
import { dueFiles, wrongFiles } from './support/profileFiles.ts';
import { type Row, records, table } from './support/records.ts';
import { waitFor } from './support/waitFor.ts';
import { words } from './support/words.ts';

const LIMIT = 3;

/** The same world as the site's: it is deterministic. */
const world = createWorld();
const idsOf = (posts: readonly { readonly id: string }[]): string[] => posts.slice(0, LIMIT).map(({ id }) => id);
const playlist = (owner: typeof demo, at: number) => {
  const list = world.playlistsOf(owner)[at];
  if (!list) throw new Error(`${owner.uniqueId} has no playlist ${at}`);
  return list;
};
const folder = (at: number) => {
  const list = world.collectionsOf(viewer)[at];
  if (!list) throw new Error(`no folder ${at}`);
  return list;
};
const posted = (owner: typeof demo, at: number) => {
  const post = world.postsOf(owner)[at];
  if (!post) throw new Error(`${owner.uniqueId} has no post ${at}`);
  return post;
};
const addressOf = (post: ReturnType<typeof posted>): string =>
  `/@${post.owner.uniqueId}/${post.kind === 'photos' ? 'photo' : 'video'}/${post.id}`;

/** What is picked: one of the tiles of the person's account, one of the page's chips, or pasted links. */
type Pick = { readonly yours: string } | { readonly here?: string } | { readonly links: string };

interface Case {
  readonly what: string;
  readonly address: string;
  readonly pick: Pick & { readonly which?: RegExp };
  readonly source: Row;
  /** Headline of the job's card; a single post that is saved leaves none. */
  readonly title?: string;
  readonly posts: readonly string[];
  /** Another way to a kind of list that a case of the short tests has, too. */
  readonly long?: true;
}

const source = (kind: string, owner: { readonly secUid: string; readonly uniqueId: string }): Row => ({
  kind,
  secUid: owner.secUid,
  uniqueId: owner.uniqueId,
});
const home = '/foryou';
const someFriends = world.postsOf(friend).slice(20, 23);
const inPlaylist = posted(demo, 12);
const slideshowInPlaylist = posted(demo, 31);
const photos = world.postsOf(recordedPhotosOwner)[0];
if (!photos) throw new Error('no recorded slideshow');

const cases: readonly Case[] = [
  {
    what: 'my likes',
    address: home,
    pick: { yours: words('source_likes') },
    source: source('likes', viewer),
    title: words('job_title_likes_of', viewer.nickname),
    posts: idsOf(world.likesOf(viewer)),
  },
  {
    what: 'my favourites',
    address: home,
    pick: { yours: words('source_favourites') },
    source: source('favourites', viewer),
    title: words('job_title_favourites_of', viewer.nickname),
    posts: idsOf(world.favouritesOf(viewer)),
  },
  {
    what: 'a folder of my favourites',
    address: home,
    pick: { yours: words('source_collection_many'), which: /To build/ },
    source: { kind: 'collection', collectionId: folder(1).id, name: folder(1).name },
    title: words('job_title_collection_of', folder(1).name),
    posts: folder(1).postIds.slice(0, LIMIT),
  },
  {
    what: 'my posts',
    long: true,
    address: home,
    pick: { yours: words('source_posts') },
    source: source('posts', viewer),
    title: words('job_title_posts_of', viewer.nickname),
    posts: idsOf(world.postsOf(viewer)),
  },
  {
    what: 'my playlist',
    long: true,
    address: home,
    pick: { yours: words('source_mix') },
    source: { kind: 'mix', mixId: playlist(viewer, 0).id, name: playlist(viewer, 0).name },
    title: words('job_title_mix_of', playlist(viewer, 0).name),
    posts: playlist(viewer, 0).postIds.slice(0, LIMIT),
  },
  {
    what: 'the video of a page',
    address: addressOf(inPlaylist),
    pick: {},
    source: { kind: 'one', postId: inPlaylist.id, uniqueId: demo.uniqueId },
    posts: [inPlaylist.id],
  },
  {
    what: "a video's playlist",
    address: addressOf(inPlaylist),
    pick: { here: words('source_mix') },
    source: { kind: 'mix', mixId: playlist(demo, 0).id, name: playlist(demo, 0).name },
    title: words('job_title_mix_of', playlist(demo, 0).name),
    posts: playlist(demo, 0).postIds.slice(0, LIMIT),
  },
  {
    what: "a video's author",
    long: true,
    address: addressOf(posted(viewer, 8)),
    pick: { here: words('source_posts') },
    source: source('posts', viewer),
    title: words('job_title_posts_of', viewer.nickname),
    posts: idsOf(world.postsOf(viewer)),
  },
  {
    what: "a slideshow's playlist, though the page does not tell",
    address: addressOf(slideshowInPlaylist),
    pick: { here: words('source_mix') },
    source: { kind: 'mix', mixId: playlist(demo, 1).id, name: playlist(demo, 1).name },
    title: words('job_title_mix_of', playlist(demo, 1).name),
    posts: playlist(demo, 1).postIds,
  },
  {
    what: "a slideshow's author, though the page does not tell",
    long: true,
    address: addressOf(photos),
    pick: { here: words('source_posts') },
    source: source('posts', recordedPhotosOwner),
    title: words('job_title_posts_of', recordedPhotosOwner.nickname),
    posts: [photos.id],
  },
  {
    what: "a profile's posts",
    long: true,
    address: `/@${friend.uniqueId}`,
    pick: {},
    source: source('posts', friend),
    title: words('job_title_posts_of', friend.nickname),
    posts: idsOf(world.postsOf(friend)),
  },
  {
    what: "a profile's open likes",
    address: `/@${friend.uniqueId}`,
    pick: { here: words('source_likes') },
    source: source('likes', friend),
    title: words('job_title_likes_of', friend.nickname),
    posts: idsOf(world.likesOf(friend)),
  },
  {
    what: "one of a profile's playlists",
    long: true,
    address: `/@${demo.uniqueId}`,
    pick: { here: words('source_mix_many'), which: /Quiet hours/ },
    source: { kind: 'mix', mixId: playlist(demo, 1).id, name: playlist(demo, 1).name },
    title: words('job_title_mix_of', playlist(demo, 1).name),
    posts: playlist(demo, 1).postIds,
  },
  {
    what: 'the playlist of a page',
    long: true,
    address: `/@${demo.uniqueId}/playlist/Paper-and-wood-${playlist(demo, 0).id}`,
    pick: {},
    source: { kind: 'mix', mixId: playlist(demo, 0).id, name: playlist(demo, 0).name },
    title: words('job_title_mix_of', playlist(demo, 0).name),
    posts: playlist(demo, 0).postIds.slice(0, LIMIT),
  },
  {
    what: 'the favourites folder of a page',
    long: true,
    address: `/@${viewer.uniqueId}/collection/later-${folder(0).id}`,
    pick: {},
    source: { kind: 'collection', collectionId: folder(0).id, name: folder(0).name },
    title: words('job_title_collection_of', folder(0).name),
    posts: folder(0).postIds.slice(0, LIMIT),
  },
  {
    what: 'a search',
    address: '/search?q=paper%20boat',
    pick: {},
    source: { kind: 'search', keyword: 'paper boat' },
    title: words('job_title_search_of', 'paper boat'),
    posts: idsOf(world.search('paper boat')),
  },
  {
    what: 'pasted links',
    address: home,
    pick: { links: someFriends.map((post) => `see https://www.tiktok.com${addressOf(post)}?lang=en`).join('\n') },
    source: { kind: 'links', links: someFriends.map((post) => `https://www.tiktok.com${addressOf(post)}?lang=en`) },
    title: words('job_title_links_other', '3'),
    posts: someFriends.map(({ id }) => id),
  },
];

const tried = cases.filter(({ long }) => !long || process.env.TOKSHELF_LONG === '1');

let site: Site;
let run: ChromiumRun;
let tab: Page;

beforeAll(async () => {
  site = await startSite();
  run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  tab = await run.context.newPage();
  const own = await run.extensionPage('options.html');
  await withoutPauses(run, own);
  await own.close();
});
afterAll(async () => {
  await run?.close();
  await site?.close();
});

/** Behind a name may stand how many there are. */
const named = (name: string): RegExp => new RegExp(`^${name}( [\\d.,]+[KM]?)?$`);

const pickIn = async (popup: Page, pick: Case['pick']): Promise<void> => {
  if ('links' in pick) {
    await press(popup.getByRole('button', { name: words('source_links') }));
    await popup.getByRole('textbox', { name: words('popup_links_label') }).fill(pick.links);
    return;
  }
  if ('yours' in pick) {
    await press(account(popup).getByRole('button', { name: named(pick.yours) }));
  } else if (pick.here) {
    await popup.getByRole('radio', { name: named(pick.here) }).check({ force: true });
  }
  if (pick.which) {
    const choice = popup.getByRole('combobox', { name: words('popup_which') });
    await choice.selectOption({ label: await choice.locator('option', { hasText: pick.which }).innerText() });
  }
};

const account = (popup: Page) => popup.getByRole('region', { name: words('popup_more_to_save') });
const wish = (popup: Page) => popup.getByRole('region', { name: words('popup_page_label') });
const newestJob = async (popup: Page): Promise<Row | undefined> =>
  (await records(popup)).jobs.toSorted((a, b) => Number(b.createdAt) - Number(a.createdAt))[0];

/** What a job saves; pasted links lie beside its row. */
const sourceOf = async (popup: Page, job: Row): Promise<object> => {
  const pasted = (await table(popup, 'pasted')).find(({ jobId }) => jobId === job.id);
  return { ...(job.source as object), ...(pasted ? { links: pasted.links } : {}) };
};

/** Ids of the posts that a job met: from the list's entries, or from the files of single posts. */
const metBy = async (popup: Page, jobId: unknown): Promise<string[]> => {
  const [entries, tasks] = [await table(popup, 'entries'), await table(popup, 'tasks')];
  return [...new Set([...entries, ...tasks].filter((row) => row.jobId === jobId).map((row) => String(row.postId)))];
};

it.each(tried)('saves $what', async ({ address, pick, source: expected, title, posts }) => {
  if (tab.url() !== `https://www.tiktok.com${address}`) await tab.goto(`https://www.tiktok.com${address}`);
  const popup = await run.openPopup(tab);
  const before = (await newestJob(popup))?.id;
  // Names, counts, playlists and folders come with the second offer.
  await account(popup)
    .getByRole('button', { name: named(words('source_mix')) })
    .waitFor();
  await pickIn(popup, pick);
  const limit = wish(popup).getByLabel(words('popup_limit'), { exact: true });
  const isList = expected.kind !== 'one' && expected.kind !== 'links';
  if (isList) await limit.fill(String(LIMIT));
  await press(wish(popup).locator('button.button--primary'));
  const job = await waitFor('the end of the job', async () => {
    const newest = await newestJob(popup);
    return newest?.id !== before && newest?.state === 'done' ? newest : undefined;
  });
  expect(await sourceOf(popup, job)).toEqual(expected);
  expect(job.options).toEqual(isList ? { maxCount: LIMIT } : {});
  expect(job.counts).toMatchObject({ seen: posts.length, failed: 0 });
  if (title) await popup.getByRole('article', { name: title, exact: true }).first().waitFor();
  expect((await metBy(popup, job.id)).toSorted()).toEqual([...posts].toSorted());
  const due = posts.flatMap((id) => {
    const post = site.world.post(id);
    return post ? dueFiles(site, post) : [];
  });
  expect(due.length).toBeGreaterThanOrEqual(posts.length);
  expect(wrongFiles(due, (await records(popup)).records)).toEqual([]);
  await popup.close();
});

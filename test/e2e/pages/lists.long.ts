import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from '../../site/startSite.ts';
import { demo, friend, viewer } from '../../site/world/users.ts';
import { createWorld } from '../../site/world/world.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { withoutPauses } from '../support/command.ts';
import { press } from '../support/press.ts';
import { type Row, records, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';
import { words } from '../support/words.ts';

const LIMIT = 2;
/** The same world as the site's: it is deterministic. */
const world = createWorld();
const ids = (posts: readonly { readonly id: string }[] | undefined): string[] =>
  (posts ?? []).slice(0, LIMIT).map(({ id }) => id);
const post = world.postsOf(demo)[3];
if (!post) throw new Error('no post');

interface Case {
  readonly what: string;
  /** The page that it is offered on, and the address that is pasted. */
  readonly address: string;
  /** The chip to choose, where the page has others. */
  readonly chip?: string;
  /** Which of the chip's lists, by its words. */
  readonly which?: string;
  readonly kind: string;
  /** Ids in the list's order; absent where that is the site's whim. */
  readonly posts?: readonly string[];
}

const cases: readonly Case[] = [
  { what: 'a hashtag', address: '/tag/demo', kind: 'tag', posts: ids(world.topic('hashtag', 'demo')?.posts) },
  {
    what: 'a sound',
    address: '/music/Kettle-song-7034567890123456789',
    kind: 'sound',
    posts: ids(world.topic('sound', '7034567890123456789')?.posts),
  },
  {
    what: 'a place',
    address: '/place/Demo-Harbour-22535865206213',
    kind: 'place',
    posts: ids(world.topic('place', '22535865206213')?.posts),
  },
  {
    what: 'reposts',
    address: `/@${friend.uniqueId}`,
    chip: words('source_reposts'),
    kind: 'reposts',
    posts: ids(world.repostsOf(friend)),
  },
  {
    what: 'stories',
    address: `/@${friend.uniqueId}`,
    chip: words('source_stories'),
    kind: 'stories',
    posts: ids(world.storiesOf(friend)),
  },
  {
    what: 'the most played posts',
    address: `/@${demo.uniqueId}`,
    chip: words('source_posts'),
    which: words('source_popular'),
    kind: 'popular',
    posts: ids(world.postsOf(demo).toSorted((a, b) => b.plays - a.plays)),
  },
  {
    what: "others' public folder",
    address: `/@${friend.uniqueId}/collection/For-everybody-7394627756635573024`,
    kind: 'collection',
    posts: world.collection('7394627756635573024')?.postIds.slice(0, LIMIT) ?? [],
  },
  { what: 'For You', address: '/foryou', kind: 'feed' },
  { what: 'Explore', address: '/explore', kind: 'explore' },
  { what: 'the feed of those whom I follow', address: '/following', kind: 'following_feed' },
  { what: "the friends' feed", address: '/friends', kind: 'friends_feed', posts: ids(world.postsOf(friend)) },
  {
    what: 'the watch history',
    address: '/tpp/watch-history',
    kind: 'history',
    posts: ids(world.watchedBy(viewer).map((one) => one.post)),
  },
  {
    what: 'a search for photos',
    address: '/search/photo?q=demo',
    kind: 'photo_search',
    posts: ids(world.search('demo').filter(({ kind }) => kind === 'photos')),
  },
];

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

const wish = (popup: Page) => popup.getByRole('region', { name: words('popup_page_label') });
const newestJob = async (popup: Page): Promise<Row | undefined> =>
  (await records(popup)).jobs.toSorted((a, b) => Number(b.createdAt) - Number(a.createdAt))[0];

/** Chooses, starts, waits for the end; gives the job and its posts in the list's order. */
const save = async (popup: Page, { chip, which }: Case): Promise<{ job: Row; posts: string[] }> => {
  const before = (await newestJob(popup))?.id;
  if (chip) await popup.getByRole('radio', { name: new RegExp(`^${chip}( [\\d.,]+[KM]?)?$`) }).check({ force: true });
  if (which) await popup.getByRole('combobox', { name: words('popup_order') }).selectOption({ label: which });
  await wish(popup).getByLabel(words('popup_limit'), { exact: true }).fill(String(LIMIT));
  await press(wish(popup).locator('button.button--primary'));
  const job = await waitFor('the end of the job', async () => {
    const newest = await newestJob(popup);
    return newest?.id !== before && newest?.state === 'done' ? newest : undefined;
  });
  const entries = (await table(popup, 'entries')).filter(({ jobId }) => jobId === job.id);
  const inOrder = entries.toSorted((a, b) => Number(a.position) - Number(b.position));
  return { job, posts: inOrder.map(({ postId }) => String(postId)) };
};

const expectSaved = ({ job, posts }: { job: Row; posts: string[] }, one: Case): void => {
  expect((job.source as Row).kind).toBe(one.kind);
  expect(job.counts).toMatchObject({ seen: LIMIT, failed: 0 });
  expect(posts).toHaveLength(LIMIT);
  if (one.posts) expect(posts).toEqual(one.posts);
};

it.each(cases)('saves $what from its page, whose button leads there', async (one) => {
  await tab.goto(`https://www.tiktok.com${one.address}`);
  await tab.locator('tokshelf-button.pill').first().waitFor({ state: 'attached' });
  const popup = await run.openPopup(tab);
  await wish(popup).waitFor();
  expectSaved(await save(popup, one), one);
  await popup.close();
});

/** The popup for a tab without a list, with an address in its field; in front, since its parts move while they come in. */
const paste = async (text: string): Promise<Page> => {
  if (!tab.url().endsWith('/messages')) await tab.goto('https://www.tiktok.com/messages');
  const popup = await run.openPopup(tab);
  await popup.bringToFront();
  await popup.getByRole('button', { name: words('source_links') }).click();
  await popup.getByRole('textbox', { name: words('popup_links_label') }).fill(text);
  return popup;
};

it('saves the posts like one by its address', async () => {
  const popup = await paste(`https://www.tiktok.com/@${demo.uniqueId}/video/${post.id}`);
  expectSaved(await save(popup, { what: '', address: '', chip: words('source_related'), kind: 'related' }), {
    ...{ what: '', address: '', kind: 'related' },
  });
  await popup.close();
});

it('saves what the short link of a person leads to', async () => {
  const popup = await paste(`https://vm.tiktok.com/u.${friend.uniqueId}/`);
  await wish(popup).getByLabel(words('popup_limit'), { exact: true }).waitFor();
  const one = { what: '', address: '', kind: 'posts', posts: ids(world.postsOf(friend)) };
  expectSaved(await save(popup, one), one);
  await popup.close();
});

it.each(cases)('saves $what by its address', async (one) => {
  const popup = await paste(`see https://www.tiktok.com${one.address} there`);
  await wish(popup).getByLabel(words('popup_limit'), { exact: true }).waitFor();
  expectSaved(await save(popup, one), one);
  expect(await popup.getByRole('textbox', { name: words('popup_links_label') }).count()).toBeLessThanOrEqual(1);
  await popup.close();
});

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pageDb } from '@/lib/browser/database/db';
import { makeFacets } from '@/lib/browser/database/facetPieces';
import { forgetShelf } from '@/lib/browser/database/forgetShelf';
import { readGroups } from '@/lib/browser/database/postGroups';
import { changeTags, readTags } from '@/lib/browser/database/tagRows';
import { countTexts, findInTexts, keepWords } from '@/lib/browser/database/wordRows';
import type { PostGroup } from '@/lib/model/library/postGroup';
import { aPost } from '@/test/fakes/somePosts';
import { anAuthor, anEntry, aPostRow } from '@/test/unit/backup/aLibrary';

const db = pageDb();
const music = (id: string) => ({
  ...{ id, title: `song ${id}`, author: 'band', album: '', durationSeconds: 1, original: true },
});
const ids = ['7300000000000000001', '7300000000000000002', '7300000000000000003'] as const;
const [one, two, three] = ids;
const all = new Set<string>(ids);

const tagsOf = (groups: readonly PostGroup[]) =>
  Object.fromEntries(groups.map(({ title, postIds }) => [title, [...postIds].sort()]));

beforeEach(async () => {
  const { assets: _, ...facts } = aPost(1);
  const row = (id: string, more: object) => aPostRow(id, { post: { ...facts, ...aPostRow(id).post, ...more } });
  await db.posts.bulkPut([
    row(one, { hashtags: ['Bread', 'soup'], music: music('1') }),
    row(two, { hashtags: ['bread'], music: music('1') }),
    row(three, { hashtags: [], author: { ...facts.author, secUid: 'other', uniqueId: 'o' } }),
  ]);
  const span = (value: string, firstSeen: number) => ({ value, firstSeen, lastSeen: firstSeen + 1 });
  await db.authors.put(anAuthor({ nicknames: [span('Old name', 1), span('New name', 5)] }));
});
afterEach(() => Promise.all(db.tables.map((table) => table.clear())));

it('groups posts by hashtag, sound and person with all names, and reads each post once', async () => {
  const shares: number[] = [];
  expect(tagsOf(await readGroups('hashtag', all, (share) => shares.push(share)))).toEqual({
    '#bread': [one, two],
    '#soup': [one],
  });
  expect(shares.at(-1)).toBe(1);
  expect(tagsOf(await readGroups('sound', all, () => expect.unreachable()))).toEqual({ 'song 1 · band': [one, two] });
  const people = await readGroups('author', new Set([one, two]), () => expect.unreachable());
  expect(people).toMatchObject([
    { title: 'New name', handle: 'slow.kitchen', names: [{ value: 'Old name' }, { value: 'New name' }] },
  ]);
  expect(people[0]?.postIds).toHaveLength(2);
});

it('leaves posts out that are not saved', async () => {
  await readGroups('hashtag', all, () => {});
  expect(tagsOf(await readGroups('hashtag', new Set([two]), () => {}))).toEqual({ '#bread': [two] });
});

it('groups posts by the lists that they stood in', async () => {
  await db.lists.put({ listKey: 'likes:someone' });
  await db.entries.bulkPut([
    anEntry(one, { listKey: 'likes:someone' }),
    anEntry('9', { listKey: 'likes:someone', position: 2 }),
  ]);
  expect(await readGroups('list', all, () => {})).toMatchObject([
    { key: 'likes:someone', postIds: [one], list: { kind: 'likes' } },
  ]);
});

it('gives tags and takes them away, and forgets a post without any', async () => {
  await changeTags([one, two], { tag: 'winter', give: true }, 1);
  await changeTags([one], { tag: 'soup', give: true }, 2);
  await changeTags([one], { tag: 'soup', give: true }, 3);
  expect(Object.fromEntries(await readTags())).toEqual({ [one]: ['winter', 'soup'], [two]: ['winter'] });
  expect(tagsOf(await readGroups('tag', all, () => {}))).toEqual({ winter: [one, two], soup: [one] });
  await changeTags([one, two], { tag: 'winter', give: false }, 4);
  expect(Object.fromEntries(await readTags())).toEqual({ [one]: ['soup'] });
  expect(await db.tags.count()).toBe(1);
});

it('gives a tag to thousands, in whatever order, beside the tags that they have, and to all of them or none', async () => {
  const posts = Array.from({ length: 2500 }, (_, at) => String(7_300_000_000_000_000_000n + BigInt((at * 7) % 2500)));
  await changeTags(posts.slice(0, 3), { tag: 'soup', give: true }, 1);
  await changeTags(posts, { tag: 'winter', give: true }, 2);
  const tags = await readTags();
  expect(tags.size).toBe(2500);
  expect(posts.slice(0, 4).map((postId) => tags.get(postId))).toEqual([
    ['soup', 'winter'],
    ['soup', 'winter'],
    ['soup', 'winter'],
    ['winter'],
  ]);
  let calls = 0;
  const fill = (): void => {
    calls += 1;
    if (calls === 1800) throw new Error('the disk is full');
  };
  db.tags.hook('updating', fill);
  await expect(changeTags(posts, { tag: 'late', give: true }, 3)).rejects.toThrow('the disk is full');
  db.tags.hook('updating').unsubscribe(fill);
  expect([...(await readTags()).values()].filter((own) => own.includes('late'))).toEqual([]);
});

it('finds saved texts by how a word begins, and forgets all of a post that left', async () => {
  const row = (postId: string, words: string[]) => ({
    key: `${postId}:subtitle:eng-US`,
    postId,
    kind: 'subtitle' as const,
    words,
  });
  await keepWords(db, row(one, ['sourdough', 'jar']));
  await keepWords(db, row(two, ['soup']));
  expect([...(await findInTexts('so'))].sort()).toEqual([one, two]);
  expect([...(await findInTexts('sour'))]).toEqual([one]);
  expect([...(await findInTexts('dough'))]).toEqual([]);
  await changeTags([one], { tag: 'winter', give: true }, 1);
  await readGroups('hashtag', all, () => {});
  await forgetShelf([one]);
  expect([await countTexts(), await db.tags.count()]).toEqual([1, 0]);
  expect((await db.facetPieces.toArray()).flatMap(({ postIds }) => postIds)).toEqual([two, three]);
});

const manyIds = Array.from({ length: 2600 }, (_, at) => String(7_400_000_000_000_000_000n + BigInt(at)));
const putMany = () =>
  db.posts.bulkPut(
    manyIds.map((id, at) => aPostRow(id, { post: { ...aPostRow(id).post, hashtags: [`tag${at % 7}`] } } as never)),
  );

it('makes groups ahead in small steps, reads each post once, and has none to make when asked', async () => {
  await putMany();
  let rests = 0;
  const rest = async () => {
    rests += 1;
  };
  await makeFacets(new Set(manyIds), rest);
  expect(rests).toBeGreaterThan(10);
  expect((await db.facetPieces.orderBy('size').keys()).reduce((sum, size) => Number(sum) + Number(size))).toBe(2600);
  expect(await db.facetPieces.count()).toBeLessThan(5);
  const groups = await readGroups('hashtag', new Set(manyIds), () => expect.unreachable());
  expect(groups.map(({ postIds }) => postIds.length).sort()).toEqual([371, 371, 371, 371, 372, 372, 372]);
  rests = 0;
  await makeFacets(new Set(manyIds), rest);
  expect(rests).toBe(0);
});

it('leaves making ahead to whoever looks meanwhile, and tells each post once', async () => {
  await putMany();
  let looked: Promise<readonly PostGroup[]> | undefined;
  await makeFacets(new Set(manyIds), async () => {
    if ((await db.facetPieces.count()) > 0) looked ??= readGroups('hashtag', new Set(manyIds), () => {});
  });
  const groups = (await looked) ?? [];
  expect(groups.flatMap(({ postIds }) => postIds).sort()).toEqual(manyIds);
  const again = await readGroups('hashtag', new Set(manyIds), () => expect.unreachable());
  expect(again.flatMap(({ postIds }) => postIds).sort()).toEqual(manyIds);
});

it('adds posts that are new to the pieces that have room', async () => {
  await readGroups('hashtag', new Set([one, two]), () => {});
  await readGroups('hashtag', all, () => {});
  expect(await db.facetPieces.toArray()).toMatchObject([{ size: 3, postIds: [one, two, three] }]);
});

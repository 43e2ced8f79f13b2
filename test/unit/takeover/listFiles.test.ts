import { expect, it } from 'vitest';
import { takenOrigins } from '@/lib/model/library/takenOver';
import { droppedThings } from '@/lib/takeover/droppedThings';
import type { FoundPosts } from '@/lib/takeover/FoundPosts';
import { LIMITS } from '@/lib/takeover/limits';
import { listFiles } from '@/lib/takeover/listFiles';
import { readTakeOver } from '@/lib/takeover/readTakeOver';
import { type FolderTree, fakeDrop } from '../../fakes/fakeDrop';

const idOf = (at: number): string => String(7_318_912_895_577_142_328n + BigInt(at));
const file = (name: string, text = ''): File => new File([text], name);
const files = (count: number, name: (at: number) => string): FolderTree =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [name(at), file(name(at))]));

const NOW = Date.UTC(2026, 10, 28);
const hooks = (signal = new AbortController().signal, shares: number[] = []) => ({
  ...{ signal, now: NOW },
  onProgress: (share: number) => void shares.push(share),
});

/** As the page does it: entries are taken, the event ends, then they are read. */
const drop = (tree: FolderTree, given = hooks()) => {
  const dropped = fakeDrop(tree);
  const things = droppedThings(dropped.items);
  dropped.end();
  return { opened: dropped.opened, input: { kind: 'dropped', things } as const, given };
};
const read = async (tree: FolderTree): Promise<{ found: FoundPosts; opened: readonly string[] }> => {
  const { input, given, opened } = drop(tree);
  const result = await readTakeOver(input, given);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return { found: result.value, opened };
};
const problem = async (tree: FolderTree) => {
  const { input, given } = drop(tree);
  const result = await readTakeOver(input, given);
  return result.ok ? undefined : result.error;
};
const sizes = ({ byOrigin }: FoundPosts) =>
  Object.fromEntries(takenOrigins.flatMap((one) => (byOrigin[one].size > 0 ? [[one, byOrigin[one].size]] : [])));

it('walks a folder to its end, however many entries are told at a time, and all folders in it', async () => {
  const tree = {
    saved: { ...files(250, (at) => `${idOf(at)}.mp4`), deep: { deeper: files(101, (at) => `${idOf(1000 + at)}.jpg`) } },
    'one.mp4': file('one.mp4'),
  };
  const listed = await listFiles(drop(tree).input, hooks());
  expect(listed.map(({ path, inFolder }) => [path, inFolder])).toEqual([
    ['one.mp4', false],
    ...Object.keys(files(250, (at) => `saved/${idOf(at)}.mp4`)).map((path) => [path, true]),
    ...Object.keys(files(101, (at) => `saved/deep/deeper/${idOf(1000 + at)}.jpg`)).map((path) => [path, true]),
  ]);
});

it('has nothing of a drop whose entries were asked for after the event', async () => {
  const late = fakeDrop({ saved: files(3, (at) => `${idOf(at)}.mp4`) });
  late.end();
  expect(droppedThings(late.items)).toEqual([]);
});

it('takes a file without an entry, and no text that is dragged along', () => {
  const text = { kind: 'string', type: 'text/plain', getAsString: () => {}, getAsFile: () => null };
  const given = file('mail.json');
  const items = [
    { ...text, webkitGetAsEntry: () => null },
    { ...text, kind: 'file', getAsFile: () => given, webkitGetAsEntry: () => null },
  ];
  expect(droppedThings(items)).toEqual([given]);
});

it('adds up what files and folders of one drop say, and opens only lists', async () => {
  const { found, opened } = await read({
    'archive.txt': file('archive.txt', `tiktok ${idOf(0)}\ntiktok ${idOf(1)}\nyoutube abc`),
    downloaded: file('downloaded', `tiktok ${idOf(2)}`),
    [`${idOf(3)}.mp4`]: file(`${idOf(3)}.mp4`),
    myfave: {
      ...files(150, (at) => `${idOf(100 + at)}.mp4`),
      [`${idOf(100)}.info.json`]: file(`${idOf(100)}.info.json`, '{broken'),
      'cover.jpg': file('cover.jpg'),
      lists: { 'old.archive': file('old.archive', `tiktok ${idOf(4)}`) },
      'readme.txt': file('readme.txt', 'What this is\nand why it is kept\n'),
      'package.json': file('package.json', '{"name": "x"}'),
      'db.archive': file('db.archive', 'SQLite format 3\0'),
    },
  });
  expect(sizes(found)).toEqual({ archive: 4, names: 151 });
  expect([found.unreadable, found.otherSites]).toEqual([4, 1]);
  expect(found.examples.map((one) => one.file).toSorted()).toEqual([
    'myfave/cover.jpg',
    'myfave/db.archive',
    'myfave/package.json',
    'myfave/readme.txt',
  ]);
  expect(opened.toSorted()).toEqual([
    '/archive.txt',
    '/downloaded',
    '/myfave/db.archive',
    '/myfave/lists/old.archive',
    '/myfave/package.json',
    '/myfave/readme.txt',
  ]);
});

it('takes the id of a metadata file that was dropped itself, since it is no list', async () => {
  const name = `${idOf(5)}.info.json`;
  const note = `${idOf(6)}.txt`;
  const { found } = await read({ [name]: file(name, '{"id": 1}'), [note]: file(note, 'a caption\n') });
  expect([sizes(found), found.unreadable]).toEqual([{ names: 2 }, 0]);
});

it('names what is broken by its way in the folder', async () => {
  expect(await problem({ a: { b: { 'user_data.json': file('user_data.json', '{\n"a": [1,}') } } })).toEqual({
    ...{ kind: 'file', fault: 'broken', file: 'a/b/user_data.json', line: 2 },
  });
  expect(await problem({ a: { 'x.mp4': file('x.mp4'), locked: 'unreadable' } })).toEqual({
    ...{ kind: 'file', fault: 'broken', file: 'a/locked' },
  });
  expect(await problem({ 'holiday.mp4': file('holiday.mp4', '\0\0') })).toMatchObject({
    ...{ fault: 'foreign', file: 'holiday.mp4' },
  });
});

it('gives up a folder of more files than are looked at, chosen or dropped, by its name', async () => {
  const one = file('x.jpg');
  Object.defineProperty(one, 'webkitRelativePath', { value: 'disk/inner/x.jpg' });
  const chosen = Array.from({ length: LIMITS.files + 1 }, () => one);
  const many = Object.fromEntries(chosen.map((inner, at) => [`${at}.jpg`, inner]));
  expect(await problem({ disk: { inner: many } })).toEqual({ kind: 'file', fault: 'many', file: 'disk' });
  const result = await readTakeOver({ kind: 'folder', files: chosen }, hooks());
  expect(result).toEqual({ ok: false, error: { kind: 'file', fault: 'many', file: 'disk' } });
});

it('stops in the middle of a folder, and never shows less than it showed', async () => {
  const tree = { saved: files(20_000, (at) => `${idOf(at)}.mp4`) };
  const shares: number[] = [];
  const whole = drop(tree);
  await readTakeOver(whole.input, hooks(undefined, shares));
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  const stop = new AbortController();
  const seen: number[] = [];
  const stopping = {
    ...hooks(stop.signal),
    onProgress: (share: number) => {
      seen.push(share);
      if (seen.length === 3) stop.abort();
    },
  };
  expect(await readTakeOver(drop(tree).input, stopping)).toEqual({ ok: false, error: { kind: 'stopped' } });
  expect(seen).toHaveLength(3);
});

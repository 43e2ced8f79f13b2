import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { pageDb } from '@/lib/browser/database/db';
import { folderDb } from '@/lib/browser/folder/folderDb';
import { readSaved } from '@/lib/browser/folder/openSaved';
import { createFakeGrantedFolder } from '../../../fakes/fakeGrantedFolder';
import { aRecord } from '../../../fakes/rows';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const folder = createFakeGrantedFolder('Saved');

/** What the browser takes a file for, by its name alone. */
const types = {
  'film.mp4': 'video/mp4',
  'song.m4a': 'audio/mp4',
  'picture.webp': 'image/webp',
  'about.json': 'application/json',
  'caption.txt': 'text/plain',
  'lines.srt': '',
  'page.html': 'text/html',
  'page.xhtml': 'application/xhtml+xml',
  'drawing.svg': 'image/svg+xml',
  'feed.xml': 'text/xml',
} as const;

beforeEach(async () => {
  // A handle that is no browser's own cannot lie in a database.
  const { handle } = folder;
  vi.spyOn(folderDb().folders, 'get').mockResolvedValue({ id: 'f', handle, chosenAt: 1 } as never);
  for (const name of Object.keys(types)) {
    folder.put(name, '<script>');
    await pageDb().records.put(aRecord({ postId: name, path: `Saved/${name}`, relativePath: name, folder: 'f' }));
  }
});

it('hands a file over as media or as text, never as a page that would run as one of ours', async () => {
  const got = new Map<string, string>();
  for (const [name, type] of Object.entries(types)) {
    folder.typeOf = () => type;
    const read = await readSaved(`${name}:video:0`);
    if (!read.ok || !read.value) return expect.unreachable(name);
    got.set(name, read.value.type);
    expect(await read.value.text()).toBe('<script>');
  }
  const text = 'text/plain;charset=utf-8';
  expect(Object.fromEntries(got)).toEqual({
    ...types,
    ...{ 'caption.txt': text, 'lines.srt': text, 'page.html': text, 'page.xhtml': text },
    ...{ 'drawing.svg': text, 'feed.xml': text },
  });
});

import { expect, it } from 'vitest';
import {
  fileAt,
  fileIn,
  folderAt,
  folderFailure,
  freeName,
  moveFile,
  removeFile,
  splitPath,
} from '@/lib/browser/folder/directoryFiles';
import { createFakeGrantedFolder } from '../../../fakes/fakeGrantedFolder';

it('takes a path apart', () => {
  expect(splitPath('a/b/c.mp4')).toEqual({ folders: ['a', 'b'], name: 'c.mp4' });
  expect(splitPath('c.mp4')).toEqual({ folders: [], name: 'c.mp4' });
});

it('numbers before the extension, and leaves a leading dot alone', async () => {
  const folder = createFakeGrantedFolder();
  for (const name of ['a.b.mp4', 'a.b (1).mp4', '.hidden', 'bare']) folder.put(name, '');
  expect(await freeName(folder.handle, 'a.b.mp4')).toBe('a.b (2).mp4');
  expect(await freeName(folder.handle, '.hidden')).toBe('.hidden (1)');
  expect(await freeName(folder.handle, 'bare')).toBe('bare (1)');
  expect(await freeName(folder.handle, 'new.mp4')).toBe('new.mp4');
});

it('finds a file by its path, and nothing where a part of the way is missing or is no folder', async () => {
  const folder = createFakeGrantedFolder();
  folder.put('a/b.mp4', 'bytes');
  expect(await (await fileAt(folder.handle, 'a/b.mp4'))?.getFile().then((file) => file.text())).toBe('bytes');
  for (const path of ['a/c.mp4', 'x/b.mp4', 'a/b.mp4/c', 'a'])
    expect(await fileAt(folder.handle, path)).toBeUndefined();
  expect(await fileIn(folder.handle, 'a')).toBe('taken');
});

it('what may not be read is not taken for missing', async () => {
  const folder = createFakeGrantedFolder();
  folder.put('a/b.mp4', 'bytes');
  folder.permission = 'prompt';
  await expect(fileAt(folder.handle, 'a/b.mp4')).rejects.toThrow('not allowed');
  await expect(removeFile(folder.handle, 'b.mp4')).rejects.toThrow('not allowed');
});

it('makes folders only when told to, and takes away what is there', async () => {
  const folder = createFakeGrantedFolder();
  await expect(folderAt(folder.handle, ['a', 'b'])).rejects.toMatchObject({ name: 'NotFoundError' });
  const made = await folderAt(folder.handle, ['a', 'b'], true);
  folder.put('a/b/c', 'x');
  await removeFile(made, 'c');
  await removeFile(made, 'c');
  expect(await folder.files()).toEqual({});
});

it('says so where a browser cannot move files', async () => {
  const folder = createFakeGrantedFolder();
  const fixed = {} as FileSystemFileHandle;
  await expect(moveFile(fixed, folder.handle, 'a')).rejects.toMatchObject({ name: 'NotSupportedError' });
});

it.each([
  ['NotAllowedError', 'grant'],
  ['SecurityError', 'grant'],
  ['NotFoundError', 'grant'],
  ['QuotaExceededError', 'space'],
  ['InvalidStateError', 'path'],
  ['NoModificationAllowedError', 'folder'],
])('%s means %s', (name, code) => {
  expect(folderFailure(new DOMException('why', name)).code).toBe(code);
});

it('a name with characters that none may have is a TypeError; anything unknown is a matter of the folder', () => {
  expect(folderFailure(new TypeError('Name is not allowed.'))).toMatchObject({ code: 'path' });
  expect(folderFailure(new Error('?')).code).toBe('folder');
  expect(folderFailure('?').code).toBe('folder');
});

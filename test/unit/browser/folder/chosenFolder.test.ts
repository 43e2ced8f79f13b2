import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { failureIn, noteLastingGrants, stateOfFolder } from '@/lib/browser/folder/chosenFolder';
import { createFakeFolderDb } from '../../../fakes/fakeFolderDb';
import { createFakeGrantedFolder } from '../../../fakes/fakeGrantedFolder';

it('a grant that is there when the browser starts lasts, one that is not does not any more', async () => {
  const { db, choose } = createFakeFolderDb('lasting');
  const [kept, lost] = [createFakeGrantedFolder('Kept'), createFakeGrantedFolder('Lost')];
  await choose('kept', kept, 1);
  await choose('lost', lost, 2);
  await db.folders.update('lost', { lasting: true });
  lost.permission = 'prompt';
  await noteLastingGrants(db);
  const rows = await db.folders.toArray();
  expect(rows.map(({ id, lasting }) => [id, lasting])).toEqual([
    ['kept', true],
    ['lost', false],
  ]);
});

it('a folder that may be written to is looked at: its drive may be away', async () => {
  const folder = createFakeGrantedFolder();
  expect(await stateOfFolder(folder.handle)).toBe('granted');
  folder.before = () => {
    throw new DOMException('away', 'NotFoundError');
  };
  expect(await stateOfFolder(folder.handle)).toBe('gone');
  folder.permission = 'denied';
  expect(await stateOfFolder(folder.handle)).toBe('prompt');
});

it('blames no file for what a folder that went away meanwhile said, and not the folder for what is gone inside it', async () => {
  const folder = createFakeGrantedFolder();
  const codeOf = async (name: string) => (await failureIn(folder.handle, new DOMException('x', name))).code;
  const names = ['InvalidStateError', 'NotFoundError', 'NoModificationAllowedError', 'QuotaExceededError'];
  const codes = async () => Promise.all(names.map(codeOf));
  expect(await codes()).toEqual(['path', 'folder', 'folder', 'space']);
  folder.before = (step) => {
    if (step === 'list') throw new DOMException('away', 'NotFoundError');
  };
  expect(await codes()).toEqual(['grant', 'grant', 'grant', 'space']);
});

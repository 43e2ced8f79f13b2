import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const fake = vi.hoisted(() => {
  const state = { item: undefined as object | undefined, refuses: false, did: [] as string[] };
  const note = (name: string) => async () => void state.did.push(name);
  const downloads = {
    download: async () => {
      if (state.refuses) throw new Error('Invalid filename');
      return 7;
    },
    search: async () => (state.item ? [state.item] : []),
    cancel: note('cancel'),
    removeFile: note('removeFile'),
    erase: note('erase'),
  };
  return { state, browser: { downloads } };
});
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

import { trySaving } from '@/lib/browser/downloads/trySaving';

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(fake.state, { item: undefined, refuses: false, did: [] });
});
afterEach(() => void vi.useRealTimers());

const find = async (item: object | undefined) => {
  fake.state.item = item;
  const found = trySaving('TokShelf.txt');
  await vi.advanceTimersByTimeAsync(3000);
  return found;
};

it('a file that lands was not asked about; it goes again', async () => {
  const item = { id: 7, state: 'complete', filename: '/home/me/TokShelf.txt', exists: true };
  expect(await find(item)).toEqual({ ok: true, value: 'saves' });
  expect(fake.state.did).toEqual(['removeFile', 'erase']);
});

it('a download that waits for its path is one that the person is asked about', async () => {
  expect(await find({ id: 7, state: 'in_progress', filename: '', exists: false })).toEqual({ ok: true, value: 'asks' });
  expect(fake.state.did).toEqual(['cancel', 'erase']);
});

it('so is one whose question was waved off', async () => {
  const item = { id: 7, state: 'interrupted', error: 'USER_CANCELED', filename: '', exists: false };
  expect(await find(item)).toEqual({ ok: true, value: 'asks' });
});

it('says why nothing could be saved', async () => {
  const item = { id: 7, url: 'blob:x', state: 'interrupted', error: 'FILE_NO_SPACE', filename: '/x', exists: false };
  expect(await find(item)).toMatchObject({ ok: false, error: { code: 'space' } });
  fake.state.refuses = true;
  expect(await find(undefined)).toMatchObject({ ok: false, error: { code: 'folder' } });
});

import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { TokshelfDb } from '@/lib/browser/database/db';
import { createPlacedDownloads } from '@/lib/browser/folder/createPlacedDownloads';
import { folderDb } from '@/lib/browser/folder/folderDb';
import { heldAddress } from '@/lib/browser/media/heldBytes';
import { type Settings, settingsSchema } from '@/lib/model/settings';

const native = vi.hoisted(() => {
  const listens = { addListener: () => undefined, removeListener: () => undefined };
  return {
    download: vi.fn(async () => 7),
    search: vi.fn(async () => []),
    listens,
  };
});

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: { id: 'ours', onStartup: native.listens },
    downloads: { ...native, onChanged: native.listens, onCreated: native.listens, onErased: native.listens },
  },
}));

let place: Settings['place'] = 'downloads';
const placed = () =>
  createPlacedDownloads(async () => ({ ...settingsSchema.parse({}), place }), new TokshelfDb('placed-downloads'));

beforeEach(async () => {
  native.download.mockClear();
  native.search.mockClear();
  await folderDb().folders.clear();
});

it('goes by the settings for bytes that the browser can take', async () => {
  place = 'downloads';
  expect(await placed().start({ url: 'blob:x', path: 'a.jpg', conflict: 'uniquify' })).toEqual({ ok: true, value: 7 });
  place = 'folder';
  const started = await placed().start({ url: 'blob:x', path: 'a.jpg', conflict: 'uniquify' });
  expect(started).toMatchObject({ ok: false, error: { code: 'grant' } });
  expect(native.download).toHaveBeenCalledTimes(1);
});

it('leaves to the folder what was got ready for it before the person chose the downloads', async () => {
  place = 'downloads';
  const url = heldAddress();
  const started = await placed().start({ url, path: 'a.jpg', conflict: 'uniquify' });
  expect(started).toMatchObject({ ok: false, error: { code: 'grant' } });
  expect(await placed().findByUrl(url)).toBeUndefined();
  expect([native.download.mock.calls, native.search.mock.calls]).toEqual([[], []]);
});

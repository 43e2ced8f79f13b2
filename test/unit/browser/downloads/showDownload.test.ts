import { beforeEach, expect, test, vi } from 'vitest';
import { showDownload } from '@/lib/browser/downloads/showDownload';

const fake = vi.hoisted(() => {
  const items: { id: number; filename: string; exists: boolean }[] = [];
  const shown: (number | 'folder')[] = [];
  const browser = {
    downloads: {
      search: async ({ id, filename }: { id?: number; filename?: string }) =>
        items.filter((item) => (id === undefined ? item.filename === filename : item.id === id)),
      show: async (id: number) => void shown.push(id),
      showDefaultFolder: async () => void shown.push('folder'),
    },
  };
  return { items, shown, browser };
});
vi.mock('webextension-polyfill', () => ({ default: fake.browser }));

beforeEach(() => {
  fake.items.length = 0;
  fake.shown.length = 0;
});

test('shows the file that the record names', async () => {
  fake.items.push({ id: 3, filename: '/d/a.mp4', exists: true });
  expect(await showDownload({ downloadId: 3, path: '/d/a.mp4' })).toEqual({ ok: true, value: {} });
  expect(fake.shown).toEqual([3]);
});

test('never shows another file that a killed browser gave the same id', async () => {
  fake.items.push({ id: 3, filename: '/d/other.mp4', exists: true });
  expect(await showDownload({ downloadId: 3, path: '/d/a.mp4' })).toMatchObject({ ok: false, error: { code: 'file' } });
  expect(fake.shown).toEqual(['folder']);
});

test('finds the file by its path under another id', async () => {
  fake.items.push({ id: 3, filename: '/d/other.mp4', exists: true }, { id: 9, filename: '/d/a.mp4', exists: true });
  expect(await showDownload({ downloadId: 3, path: '/d/a.mp4' })).toMatchObject({ ok: true });
  expect(fake.shown).toEqual([9]);
});

test('opens the folder when the file is gone', async () => {
  fake.items.push({ id: 3, filename: '/d/a.mp4', exists: false });
  expect(await showDownload({ downloadId: 3, path: '/d/a.mp4' })).toMatchObject({ ok: false, error: { code: 'file' } });
  expect(fake.shown).toEqual(['folder']);
});

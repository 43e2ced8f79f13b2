import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readStorageUse } from '@/lib/browser/readStorageUse';

type Entry = { kind: 'file'; getFile(): Promise<{ size: number }> } | { kind: 'directory'; values(): Folder };
type Folder = AsyncIterable<Entry>;

const file = (size: number): Entry => ({ kind: 'file', getFile: async () => ({ size }) });
const folder = (...entries: readonly Entry[]): Extract<Entry, { kind: 'directory' }> => ({
  kind: 'directory',
  values: async function* () {
    yield* entries;
  },
});

const withStorage = (estimate: object, getDirectory: () => Promise<unknown>): void => {
  vi.stubGlobal('navigator', { ...navigator, storage: { estimate: async () => estimate, getDirectory } });
};

afterEach(() => vi.unstubAllGlobals());

describe('readStorageUse', () => {
  it('takes what Chromium counted, and lists no folder: a page that is closed meanwhile would stay in memory', async () => {
    const list = vi.fn();
    withStorage({ usage: 900, usageDetails: { indexedDB: 100, fileSystem: 300 } }, list);
    expect(await readStorageUse()).toEqual({ total: 900, thumbs: 0, thumbCount: 0, parts: 300 });
    expect(list).not.toHaveBeenCalled();
  });

  it('knows that nothing is kept where Chromium counted none', async () => {
    withStorage({ usage: 900, usageDetails: { indexedDB: 100 } }, () => Promise.reject(new Error('listed')));
    expect(await readStorageUse()).toMatchObject({ parts: 0 });
  });

  it('adds up the files where the browser tells no more than the whole', async () => {
    const gone: Entry = { kind: 'file', getFile: () => Promise.reject(new Error('let go')) };
    withStorage({ usage: 900 }, async () => folder(file(10), folder(file(20), gone, folder(file(5)))));
    expect(await readStorageUse()).toMatchObject({ total: 900, parts: 35 });
  });
});

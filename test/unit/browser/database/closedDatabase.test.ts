import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { failure, TokError } from '@/lib/base/failure';
import { createDexieStore } from '@/lib/browser/database/createDexieStore';
import { openDb } from '@/lib/browser/database/db';

const words = 'Internal error opening backing store for indexedDB.open in C:\\Users\\Person.';

/** The browser opens no database. */
const breakOpening = (): void => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException(words, 'UnknownError');
  });
};

afterEach(() => vi.restoreAllMocks());

describe('a database that cannot be opened', () => {
  it('is a failure with a code, without the words of the browser', async () => {
    const store = createDexieStore(openDb('closed'));
    breakOpening();
    for (const query of [() => store.jobs.active(), () => store.transaction(({ kv }) => kv.put('a', 1))]) {
      for (const _again of [1, 2]) {
        const thrown: unknown = await query().catch((error: unknown) => error);
        expect(thrown).toBeInstanceOf(TokError);
        expect((thrown as TokError).failure).toEqual(failure('database', expect.stringMatching(/^[A-Za-z]+Error$/)));
      }
    }
  });

  it('is used again as soon as it opens', async () => {
    const store = createDexieStore(openDb('later'));
    breakOpening();
    await store.kv.put('a', 1).catch(() => undefined);
    vi.restoreAllMocks();
    await store.kv.put('a', 2);
    expect(await store.kv.get('a')).toBe(2);
  });

  it('leaves alone what our own code throws', async () => {
    const store = createDexieStore(openDb('ours'));
    const ours = new TypeError('ours');
    await expect(store.transaction(() => Promise.reject(ours))).rejects.toBe(ours);
  });
});

import { describe, expect, it } from 'vitest';
import { bookAuthors } from '@/lib/queue/rules/bookAuthors';
import { createMemoryStore } from '@/lib/store/createMemoryStore';
import { anAuthor } from '@/test/fakes/somePosts';

const DAY = 86_400_000;

describe('bookAuthors', () => {
  it('keeps the history of handles and nicknames', async () => {
    const store = createMemoryStore();
    await bookAuthors(store, [anAuthor(1)], 'keep', 1000);
    await bookAuthors(store, [anAuthor(1)], 'keep', 1000 + 2 * DAY);
    await bookAuthors(store, [anAuthor(1, { nickname: 'New', uniqueId: 'new' })], 'keep', 1000 + 3 * DAY);
    const row = await store.authors.get(anAuthor(1).secUid);
    expect(row?.nicknames).toEqual([
      { value: 'Nick 1', firstSeen: 1000, lastSeen: 1000 + 2 * DAY },
      { value: 'New', firstSeen: 1000 + 3 * DAY, lastSeen: 1000 + 3 * DAY },
    ]);
    expect(row?.handles.map(({ value }) => value)).toEqual(['handle1', 'new']);
    expect(row?.folder).toBe('Nick 1');
  });

  it('gives two people of one nickname two folders', async () => {
    const store = createMemoryStore();
    const twins = [anAuthor(1, { nickname: 'Anna' }), anAuthor(2, { nickname: 'ANNA' })];
    const folders = await bookAuthors(store, twins, 'keep', 1);
    expect([...folders.values()]).toEqual(['Anna', 'ANNA (handle2)']);
    const later = await bookAuthors(store, [anAuthor(3, { nickname: 'anna' })], 'keep', 2);
    expect([...later.values()]).toEqual(['anna (handle3)']);
    // Each keeps the folder in every later run, in whatever order they are met.
    const again = await bookAuthors(store, twins.toReversed(), 'keep', 3);
    expect(again.get(anAuthor(1).secUid)).toBe('Anna');
    expect(again.get(anAuthor(2).secUid)).toBe('ANNA (handle2)');
  });

  it('keeps nobody without secUid', async () => {
    const store = createMemoryStore();
    expect((await bookAuthors(store, [anAuthor(1, { secUid: '' })], 'keep', 1)).size).toBe(0);
    expect(await store.authors.get('')).toBeUndefined();
  });
});

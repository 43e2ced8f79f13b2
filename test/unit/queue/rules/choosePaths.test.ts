import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathKey } from '@/lib/naming/text/safePart';
import { choosePaths } from '@/lib/queue/rules/choosePaths';
import { createMemoryStore } from '@/lib/store/createMemoryStore';
import { aRecord, aTask } from '@/test/fakes/rows';

const wish = (postId: string, basePath: string) => ({ recordKey: `${postId}:video:0`, postId, basePath });

describe('choosePaths', () => {
  it('keeps a free path, and the path that a file has already', async () => {
    const store = createMemoryStore();
    await store.records.put(aRecord({ postId: '1', basePathKey: pathKey('a/x') }));
    const basePaths = await choosePaths(store, [wish('1', 'a/x'), wish('2', 'a/y')]);
    expect([...basePaths]).toEqual([
      ['1:video:0', 'a/x'],
      ['2:video:0', 'a/y'],
    ]);
  });

  it('goes out of the way of files on disk, planned ones, and those of this page, whatever their case', async () => {
    const store = createMemoryStore();
    await store.records.put(aRecord({ postId: '1', basePathKey: pathKey('a/X') }));
    await store.tasks.put(aTask({ jobId: 'j', postId: '2', basePathKey: pathKey('a/y') }));
    const basePaths = await choosePaths(store, [
      wish('3', 'a/x'),
      wish('4', 'A/Y'),
      wish('5', 'a/z'),
      wish('6', 'a/Z'),
    ]);
    expect([...basePaths.values()]).toEqual(['a/x_3', 'A/Y_4', 'a/z', 'a/Z_6']);
  });

  it('never gives two files one path', async () => {
    const names = fc.array(fc.constantFrom('a', 'A', 'b', 'a_1', 'a_2', 'B_3', 'ß', 'SS'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(names, names, async (onDisk, wished) => {
        const store = createMemoryStore();
        const taken = new Set(onDisk.map(pathKey));
        for (const [n, key] of [...taken].entries())
          await store.records.put(aRecord({ postId: `9${n}`, basePathKey: key }));
        const basePaths = await choosePaths(
          store,
          wished.map((basePath, n) => wish(String(n), basePath)),
        );
        const keys = [...basePaths.values()].map(pathKey);
        expect(keys).toHaveLength(wished.length);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.filter((key) => taken.has(key))).toEqual([]);
      }),
    );
  });
});

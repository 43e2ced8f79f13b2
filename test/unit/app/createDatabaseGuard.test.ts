import { describe, expect, it } from 'vitest';
import { createDatabaseGuard } from '@/lib/app/createDatabaseGuard';
import type { DatabaseMark } from '@/lib/model/databaseHealth';
import { settingsSchema } from '@/lib/model/settings';
import { createMemoryStore } from '@/lib/store/createMemoryStore';
import { aRecord } from '../../fakes/rows';

const settings = settingsSchema.parse({ conflict: 'keep-both' });
const random = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };

/** A browser whose database may be thrown away, each look by a background that just started. */
const build = () => {
  let mark: DatabaseMark | undefined;
  let store = createMemoryStore();
  const marks = {
    read: async () => mark,
    write: async (next: DatabaseMark) => {
      mark = next;
    },
  };
  const start = () => createDatabaseGuard(store, marks, random);
  return {
    start,
    save: () => store.records.put(aRecord({ postId: '1' })),
    empty: async () => store.records.deleteMany([aRecord({ postId: '1' }).key]),
    lose: () => {
      store = createMemoryStore();
    },
    forgetMark: () => {
      mark = undefined;
    },
    conflict: async () => (await start().adapt(settings)).conflict,
    isLost: async () => {
      await start().check();
      return mark?.lost;
    },
  };
};

describe('a database that the browser threw away', () => {
  it('is noticed, and files that are there count as saved until the person decides', async () => {
    const browser = build();
    expect(await browser.isLost()).toBe(false);
    await browser.save();
    expect(await browser.isLost()).toBe(false);
    expect(await browser.conflict()).toBe('keep-both');
    browser.lose();
    expect(await browser.conflict()).toBe('skip');
    expect(await browser.isLost()).toBe(true);
    // What is saved meanwhile decides nothing.
    await browser.save();
    expect(await browser.isLost()).toBe(true);
    const guard = browser.start();
    await guard.accept();
    expect((await guard.adapt(settings)).conflict).toBe('keep-both');
    expect(await browser.isLost()).toBe(false);
    browser.lose();
    expect(await browser.isLost()).toBe(true);
  });

  it('is no loss where nothing was saved', async () => {
    const browser = build();
    await browser.isLost();
    browser.lose();
    expect(await browser.isLost()).toBe(false);
  });

  it('is not made up where only the mark is gone', async () => {
    const browser = build();
    await browser.save();
    expect(await browser.isLost()).toBe(false);
    browser.forgetMark();
    expect(await browser.isLost()).toBe(false);
    browser.lose();
    expect(await browser.isLost()).toBe(true);
  });

  it('is one too where the records alone are gone, and none where the person took them out', async () => {
    const browser = build();
    await browser.save();
    const guard = browser.start();
    await guard.check();
    await browser.empty();
    await guard.check();
    expect(await browser.isLost()).toBe(false);
    await browser.save();
    expect(await browser.isLost()).toBe(false);
    await browser.empty();
    expect(await browser.isLost()).toBe(true);
    // What is empty stays lost until the person decides, then it is as it is.
    expect(await browser.isLost()).toBe(true);
    await browser.start().accept();
    expect(await browser.isLost()).toBe(false);
  });

  it('has work wait where files go to a folder that can bring it back, until the person decides', async () => {
    const browser = build();
    await browser.save();
    const inFolder = settingsSchema.parse({ place: 'folder' });
    expect(await browser.start().hold(inFolder)).toBeUndefined();
    expect(await browser.isLost()).toBe(false);
    browser.lose();
    const guard = browser.start();
    expect(await guard.hold(settings)).toBeUndefined();
    expect(await guard.hold(inFolder)).toEqual({ code: 'lost' });
    await guard.accept();
    expect(await guard.hold(inFolder)).toBeUndefined();
  });

  it('is found out before the first file is asked for, by however many at once', async () => {
    const browser = build();
    await browser.save();
    await browser.isLost();
    browser.lose();
    const guard = browser.start();
    const [first, second] = await Promise.all([guard.adapt(settings), guard.adapt(settings)]);
    expect([first.conflict, second.conflict]).toEqual(['skip', 'skip']);
  });
});

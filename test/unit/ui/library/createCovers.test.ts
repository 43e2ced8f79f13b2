import { describe, expect, it } from 'vitest';
import { createCovers } from '@/lib/ui/library/createCovers';

const setUp = (most?: number) => {
  const reads: string[][] = [];
  const live = new Set<string>();
  let broken = false;
  let made = 0;
  const covers = createCovers({
    read: async (postIds) => {
      reads.push([...postIds]);
      if (broken) throw new Error('no database');
      return new Map(postIds.filter((id) => id !== 'bare').map((id) => [id, new Blob([id])]));
    },
    createUrl: () => {
      made += 1;
      live.add(`blob:${made}`);
      return `blob:${made}`;
    },
    revokeUrl: (url) => void live.delete(url),
    ...(most === undefined ? {} : { most }),
  });
  const ask = (postId: string) => new Promise<string | undefined>((resolve) => covers.ask(postId, resolve));
  return {
    covers,
    reads,
    live,
    ask,
    breakIt: () => {
      broken = true;
    },
  };
};

describe('covers', () => {
  it('read what is asked for at once in one go, each post once', async () => {
    const { ask, reads, covers } = setUp();
    const got = await Promise.all([ask('a'), ask('b'), ask('a'), ask('bare')]);
    expect(got).toEqual(['blob:1', 'blob:2', 'blob:1', undefined]);
    expect(reads).toEqual([['a', 'b', 'bare']]);
    expect([covers.peek('a'), covers.peek('bare'), covers.peek('z')]).toEqual(['blob:1', undefined, undefined]);
    expect(await ask('a')).toBe('blob:1');
    expect(reads).toHaveLength(1);
  });

  it('look again for a picture that was not there', async () => {
    const { ask, reads } = setUp();
    await ask('bare');
    await ask('bare');
    expect(reads).toEqual([['bare'], ['bare']]);
  });

  it('let go of the picture that was shown longest ago', async () => {
    const { ask, live, covers } = setUp(2);
    await ask('a');
    await ask('b');
    await ask('a');
    await ask('c');
    expect([covers.peek('b'), live]).toEqual([undefined, new Set(['blob:1', 'blob:3'])]);
  });

  it('do not tell who has gone, and still know the picture', async () => {
    const { covers, ask } = setUp();
    const stop = covers.ask('a', () => expect.fail('told'));
    stop();
    expect(await ask('a')).toBe('blob:1');
  });

  it('make do without pictures when they cannot be read', async () => {
    const { ask, breakIt } = setUp();
    breakIt();
    expect(await ask('a')).toBe(undefined);
  });
});

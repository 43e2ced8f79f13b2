import { describe, expect, it } from 'vitest';
import { createThumbKeeper } from '@/lib/browser/media/thumbs/createThumbKeeper';
import type { Thumb } from '@/lib/model/thumb';

const file = { body: new Blob(['x']), mime: 'image/jpeg' };

const setUp = () => {
  const kept = new Map<string, Thumb>();
  const drawings: (() => void)[] = [];
  let rests = 0;
  let failing = false;
  const keeper = createThumbKeeper({
    mostBytes: 20,
    restMs: 0,
    take: async () => {
      const bytes = new Uint8Array(1);
      return { bytes };
    },
    draw: async () => {
      await new Promise<void>((resolve) => drawings.push(resolve));
      if (failing) throw new Error('not a picture');
      return { type: 'image/webp', bytes: new Uint8Array([1]), width: 1, height: 1 };
    },
    read: async (postId) => kept.get(postId),
    write: async (thumb) => kept.set(thumb.postId, thumb),
    rest: () => {
      rests += 1;
    },
  });
  const settle = async (): Promise<void> => {
    while (!keeper.idle()) {
      drawings.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  return {
    keeper,
    kept,
    settle,
    drawings,
    rests: () => rests,
    fail: () => {
      failing = true;
    },
  };
};

describe('the keeper of thumbnails', () => {
  it.each([
    [['video'], 'video'],
    [['video', 'image'], 'image'],
    [['video', 'cover', 'image'], 'cover'],
    [['cover', 'video'], 'cover'],
    [['image', 'video'], 'image'],
  ])('of %j keeps the %s', async (kinds, best) => {
    const { keeper, kept, settle } = setUp();
    for (const kind of kinds) await keeper.keep('1', kind, file);
    await settle();
    expect(kept.get('1')?.from).toBe(best);
  });

  it('makes none of sounds and texts', () => {
    const { keeper } = setUp();
    for (const kind of ['music', 'desc', 'cover-animated', 'live']) void keeper.keep('1', kind, file);
    expect(keeper.idle()).toBe(true);
  });

  it('draws one after the other, and lets some go when more waits than may be held', async () => {
    const { keeper, kept, settle, drawings } = setUp();
    keeper.fetching(1);
    for (let post = 0; post < 40; post += 1) await keeper.keep(String(post), 'image', file);
    expect(drawings).toHaveLength(1);
    expect(keeper.idle()).toBe(false);
    keeper.fetching(0);
    await settle();
    expect(kept.size).toBe(21);
    await keeper.keep('later', 'image', file);
    await settle();
    expect(kept.has('later')).toBe(true);
  });

  it('draws nothing while files are fetched and little waits, and all of it once that rests', async () => {
    const { keeper, kept, settle, drawings } = setUp();
    keeper.fetching(2);
    for (let post = 0; post < 9; post += 1) await keeper.keep(String(post), 'image', file);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(drawings).toHaveLength(0);
    keeper.fetching(0);
    await settle();
    expect(kept.size).toBe(9);
  });

  it('rests once nothing is left to draw, also after what cannot be drawn', async () => {
    const { keeper, rests, settle, fail } = setUp();
    for (const kind of ['video', 'image', 'cover']) await keeper.keep('1', kind, file);
    await keeper.keep('2', 'image', file);
    fail();
    await settle();
    expect(rests()).toBe(1);
  });

  it('makes room down to a quarter while files are fetched, and rests after each', async () => {
    const { keeper, kept, rests, drawings } = setUp();
    keeper.fetching(1);
    for (let post = 0; post < 11; post += 1) await keeper.keep(String(post), 'image', file);
    while (kept.size < 6) {
      drawings.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
      expect(rests()).toBe(kept.size);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(drawings).toHaveLength(0);
    expect([kept.size, keeper.idle()]).toEqual([6, false]);
  });

  it('goes on after bytes that cannot be drawn', async () => {
    const { keeper, kept, settle, fail } = setUp();
    fail();
    await keeper.keep('1', 'video', file);
    await settle();
    expect([kept.size, keeper.idle()]).toEqual([0, true]);
  });
});

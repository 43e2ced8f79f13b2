import { expect, it } from 'vitest';
import { createMemoryStore } from '@/lib/store/createMemoryStore';
import { countTaken, newOf, type TakenPost } from '@/lib/takeover/countTaken';
import { aRecord } from '../../fakes/rows';

const NOW = 1_790_000_000_000;
const many = (count: number): Map<string, TakenPost> =>
  new Map(
    Array.from({ length: count }, (_, at) => [
      String(7_300_000_000_000_000_000n + BigInt(at)),
      { from: 'likes', uniqueId: '' },
    ]),
  );
const hooks = (onProgress: (share: number) => void = () => {}, signal = new AbortController().signal) => ({
  signal,
  onProgress,
});

it('counts what is new, once, and leaves what is saved or taken over before', async () => {
  const store = createMemoryStore();
  const posts = many(1200);
  const [saved = ''] = posts.keys();
  await store.records.put(aRecord({ postId: saved }));
  expect((await newOf(store, [...posts.keys()], hooks())).ok).toBe(true);
  expect(await countTaken(store, posts, NOW, hooks())).toEqual({
    ok: true,
    value: { added: 1199, known: 1, isStopped: false },
  });
  expect(await countTaken(store, posts, NOW + 5, hooks())).toEqual({
    ok: true,
    value: { added: 0, known: 1200, isStopped: false },
  });
  const fresh = await newOf(store, [...posts.keys()], hooks());
  expect(fresh.ok && fresh.value.size).toBe(0);
  const [, second = ''] = posts.keys();
  expect(await store.posts.get(second)).toMatchObject({
    takenOver: { at: NOW, from: 'likes' },
    keys: [],
    post: { createdAt: Number(BigInt(second) >> 32n) * 1000 },
  });
  expect(await store.posts.get(saved)).toBeUndefined();
});

it.each([1, 2000])(
  'takes no post for saved of which the picture of its person alone lies there, beside one of %i files',
  async (count) => {
    const store = createMemoryStore();
    const posts = many(2);
    const [first = '', second = ''] = posts.keys();
    await store.records.putMany(
      Array.from({ length: count }, (_, at) => aRecord({ postId: first, key: `${first}:image:${at}` })),
    );
    await store.records.put({
      ...aRecord({ postId: second }),
      ...{ key: 'MS4wLjABAAAAx:avatar:aa', kind: 'avatar', index: 'aa' },
    });
    const fresh = await newOf(store, [...posts.keys()], hooks());
    expect(fresh.ok && [...fresh.value]).toEqual([second]);
  },
);

it('tells how far it is, stops between two pieces, and goes on without counting anything twice', async () => {
  const store = createMemoryStore();
  const posts = many(2000);
  const stop = new AbortController();
  const shares: number[] = [];
  const first = await countTaken(
    store,
    posts,
    NOW,
    hooks((share) => {
      shares.push(share);
      if (share >= 0.5) stop.abort();
    }, stop.signal),
  );
  expect(first).toEqual({ ok: true, value: { added: 1000, known: 0, isStopped: true } });
  expect(shares).toEqual([0.25, 0.5]);
  const rest = await countTaken(store, posts, NOW + 1, hooks());
  expect(rest).toEqual({ ok: true, value: { added: 1000, known: 1000, isStopped: false } });
});

it('keeps what is known of a post whose files were never saved', async () => {
  const store = createMemoryStore();
  const [postId = ''] = many(1).keys();
  await countTaken(store, many(1), NOW, hooks());
  const row = await store.posts.get(postId);
  if (!row) throw new Error('no row');
  const { takenOver: _, ...plain } = row;
  await store.posts.put({ ...plain, post: { ...row.post, desc: 'a caption' } });
  await countTaken(store, many(1), NOW + 1, hooks());
  expect(await store.posts.get(postId)).toMatchObject({ takenOver: { at: NOW + 1 }, post: { desc: 'a caption' } });
});

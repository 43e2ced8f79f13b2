import { beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '@/lib/model/job';
import type { Store } from '@/lib/ports/Store';
import { afterKnownRun, covers, knownUntil, rememberBroken, rememberDone } from '@/lib/queue/rules/listMemory';
import { createMemoryStore } from '@/lib/store/createMemoryStore';
import { aJob, type JobFields } from '@/test/fakes/rows';

const job = (more: JobFields = {}): Job => aJob({ id: 'j', listKey: 'l', ...more });
let store: Store;
beforeEach(() => {
  store = createMemoryStore();
});

describe('covers', () => {
  it.each([
    [{ kinds: ['video', 'music'], filter: '' }, ['video'], '', true],
    [{ kinds: ['video'], filter: '' }, ['video'], 'kind=video', true],
    [{ kinds: ['video'], filter: 'likes=5' }, ['video'], 'likes=5', true],
    [{ kinds: ['video'], filter: 'likes=5' }, ['video'], '', false],
    [{ kinds: ['video'], filter: '' }, ['video', 'cover'], '', false],
    [undefined, ['video'], '', false],
  ] as const)('%j covers %j with "%s": %s', (earlier, kinds, filter, expected) => {
    expect(covers(earlier, kinds, filter)).toBe(expected);
  });
});

describe('the memory of a list', () => {
  it('lets a run stop after one that read the list to its end', async () => {
    await rememberDone(store, job({ ended: 'end' }), ['video'], 5);
    expect(afterKnownRun(job(), await store.lists.get('l'), ['video'])).toEqual({ action: 'stop' });
    expect(afterKnownRun(job(), await store.lists.get('l'), ['video', 'cover'])).toEqual({ action: 'on' });
  });

  it('learns nothing from a run that stopped at its count', async () => {
    await rememberDone(store, job({ ended: 'count' }), ['video'], 5);
    expect(await store.lists.get('l')).toBeUndefined();
  });

  it('sends a run to where the last one broke off, once', async () => {
    await rememberBroken(store, job({ cursor: 'c9' }), ['video'], 'c5', 5);
    const list = await store.lists.get('l');
    expect(afterKnownRun(job(), list, ['video'])).toEqual({ action: 'jump', cursor: 'c5' });
    expect(afterKnownRun(job({ jumped: true }), list, ['video'])).toEqual({ action: 'on' });
    expect(afterKnownRun(job({ options: { maxCount: 9 } }), list, ['video'])).toEqual({ action: 'on' });
  });

  it('goes on from the next page when every file was saved', async () => {
    await rememberBroken(store, job({ cursor: 'c9' }), ['video'], undefined, 5);
    expect((await store.lists.get('l'))?.resume?.cursor).toBe('c9');
  });

  it('after a gap near the head still stops below it', async () => {
    await rememberDone(store, job({ ended: 'end' }), ['video'], 5);
    await rememberBroken(store, job(), ['video'], 'c2', 5);
    const list = await store.lists.get('l');
    expect(afterKnownRun(job(), list, ['video'])).toMatchObject({ action: 'jump' });
    expect(afterKnownRun(job({ jumped: true }), list, ['video'])).toEqual({ action: 'stop' });
  });

  it.each([
    ['two gaps', ['c2', 'c4']],
    ['a gap on the first page', ['']],
  ])('walks to the end after %s', async (_, cursors) => {
    await rememberDone(store, job({ ended: 'end' }), ['video'], 5);
    for (const cursor of cursors) await rememberBroken(store, job(), ['video'], cursor, 5);
    expect((await store.lists.get('l'))?.complete).toBeUndefined();
  });

  it('forgets the gap once a run came to the end', async () => {
    await rememberBroken(store, job(), ['video'], 'c5', 5);
    await rememberDone(store, job({ ended: 'end', jumped: true, listed: 40 }), ['video'], 5);
    const list = await store.lists.get('l');
    expect(list?.resume).toBeUndefined();
    // 40 posts from the jump on are not the length of the list.
    expect(list?.listed).toBeUndefined();
  });

  it('of two whole reads is that of the wider one', async () => {
    await rememberDone(store, job({ ended: 'end', endedAt: 5 }), ['video'], 5);
    await rememberDone(store, job({ ended: 'date', endedAt: 9, options: { interval: '2026-01-01|' } }), ['video'], 9);
    expect((await store.lists.get('l'))?.complete).toEqual({ at: 5, until: 5, kinds: ['video'], filter: '' });
    await rememberDone(store, job({ ended: 'end', endedAt: 12 }), ['video', 'cover'], 12);
    expect((await store.lists.get('l'))?.complete).toMatchObject({ until: 12, kinds: ['video', 'cover'] });
  });

  it('reaches as far as the last run that let as much through', async () => {
    await rememberDone(store, job({ ended: 'end', endedAt: 5 }), ['video'], 5);
    await rememberDone(store, job({ ended: 'known', endedAt: 7, options: { minLikes: 5 } }), ['video'], 7);
    expect(knownUntil(job(), await store.lists.get('l'))).toBe(5);
    await rememberDone(store, job({ ended: 'known', endedAt: 9 }), ['video'], 9);
    expect(knownUntil(job(), await store.lists.get('l'))).toBe(9);
  });

  it('is not changed by an old job whose files were tried again', async () => {
    await rememberDone(store, job({ ended: 'end', endedAt: 5 }), ['video'], 5);
    await rememberBroken(store, job(), ['video'], 'c3', 9);
    const before = await store.lists.get('l');
    await rememberDone(store, job({ ended: 'end', endedAt: 5 }), ['video'], 20);
    expect(await store.lists.get('l')).toEqual(before);
  });
});

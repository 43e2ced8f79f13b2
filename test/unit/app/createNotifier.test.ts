import { describe, expect, it } from 'vitest';
import { createNotifier } from '@/lib/app/createNotifier';
import { settingsSchema } from '@/lib/model/settings';
import { createMemoryStore } from '@/lib/store/createMemoryStore';
import { aJob, type JobFields } from '../../fakes/rows';

const NOW = 1_000_000;

const setUp = async (change: JobFields, notifyAtEnd = true) => {
  const store = createMemoryStore();
  const told: string[] = [];
  const put = (more: JobFields) => store.jobs.put(aJob({ id: 'a', state: 'done', finishedAt: NOW, ...more }));
  await put(change);
  const tell = createNotifier({
    store,
    clock: { now: () => NOW + 500, sleep: async () => {} },
    settings: async () => settingsSchema.parse({ notifyAtEnd }),
    notify: async ({ state }) => void told.push(state),
  });
  return { told, tell: () => tell('a'), put };
};

describe('the end of a job', () => {
  it.each([
    ['a whole list', {}, ['done']],
    ['a list that failed', { state: 'failed' }, ['failed']],
    ['one post', { source: { kind: 'one', postId: '1' } }, []],
    ['a cancelled list', { state: 'cancelled' }, []],
    ['a list under way', { state: 'draining', finishedAt: undefined }, []],
    ['an end of yesterday', { finishedAt: NOW - 90_000 }, []],
  ] as const)('%s', async (_, change, wanted) => {
    const { told, tell } = await setUp(change as JobFields);
    await tell();
    await tell();
    expect(told).toEqual(wanted);
  });

  it('is told again when failed files were tried again', async () => {
    const { told, tell, put } = await setUp({});
    await tell();
    await put({ finishedAt: NOW + 400 });
    await tell();
    expect(told).toHaveLength(2);
  });

  it('is not told when nobody asked for it', async () => {
    const { told, tell } = await setUp({}, false);
    await tell();
    expect(told).toEqual([]);
  });
});

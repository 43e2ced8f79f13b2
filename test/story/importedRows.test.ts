import { describe, expect, it } from 'vitest';
import { joinRows } from '@/lib/backup/joinRows';
import { portableRows } from '@/lib/backup/portableRows';
import { failure } from '@/lib/base/failure';
import type { FileTask } from '@/lib/model/fileTask';
import type { Job } from '@/lib/model/job';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { createWorld, type World } from '../fakes/createWorld';
import { aJob, aRecord, aTask } from '../fakes/rows';
import { aPost } from '../fakes/somePosts';

const theirs = 'mine/all-video.mp4';
const postId = aPost(1).id;

/** A world in which the person has a file, and TokShelf's settings lead to it, as settings of a stranger may. */
const aWorld = (conflict: 'keep-both' | 'overwrite' | 'skip'): World => {
  const world = createWorld();
  world.site.contents.set('x', [aPost(1)]);
  world.browser.disk.set(theirs, 'theirs');
  world.settings = { ...world.settings, conflict, template: 'mine/{own}', customFields: { own: 'all' } };
  return world;
};

const takeRecord = (row: unknown): SaveRecord =>
  joinRows('records', 1)(undefined, portableRows.records.parse(row)) as SaveRecord;

describe.each(['keep-both', 'overwrite', 'skip'] as const)('with %s, a file of another computer', (conflict) => {
  it('that says a file of the person is ours does not make it so', async () => {
    const world = aWorld(conflict);
    const lie = { postId, path: theirs, relativePath: theirs, basePathKey: 'mine/all-video' };
    await world.store.records.put(takeRecord({ ...aRecord(lie), imported: undefined, missing: false }));
    expect((await world.queue().postStates([postId]))[0]?.state).toBe('saved');
    await world.queue().saveAgain(postId);
    expect(await world.idle()).toBe(true);
    expect(world.browser.disk.get(theirs)).toBe('theirs');
  });

  it('with a failed file that would replace one of the person does not, when it is tried again', async () => {
    const world = aWorld(conflict);
    const { state: _, ...task } = aTask({
      jobId: 'j',
      postId,
      basePath: 'mine/all-video',
      basePathKey: 'mine/all-video',
    });
    const failed = { ...task, state: 'failed', error: failure('http'), final: false, overwrite: true };
    const counts = { seen: 1, planned: 1, saved: 0, skipped: 0, failed: 1 };
    const job = aJob({ id: 'j', state: 'done', counts, replace: false, source: { kind: 'one', postId }, ended: 'end' });
    await world.store.jobs.put(portableRows.jobs.parse(job) as Job);
    await world.store.tasks.put(portableRows.tasks.parse(failed) as FileTask);
    expect(await world.queue().retryFailed('j')).toBe(true);
    expect(await world.idle()).toBe(true);
    expect(world.browser.media).toHaveLength(1);
    expect(world.browser.disk.get(theirs)).toBe('theirs');
  });
});

it('a file saved again here is ours again, and is replaced the next time', async () => {
  const world = createWorld();
  world.site.contents.set('x', [aPost(1)]);
  await world.store.records.put(takeRecord(aRecord({ postId, relativePath: 'a/b.mp4', basePathKey: 'a/b' })));
  await world.queue().saveAgain(postId);
  await world.idle();
  expect((await world.store.records.recent(1))[0]?.imported).toBeUndefined();
  await world.queue().saveAgain(postId);
  await world.idle();
  expect(world.browser.disk.size).toBe(1);
});

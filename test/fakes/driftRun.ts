import type { Failure } from '@/lib/base/failure';
import type { Job, JobOptions } from '@/lib/model/job';
import { settingsSchema } from '@/lib/model/settings';
import type { Source } from '@/lib/model/source';
import { makePost, makePosts, mixIds, specialPosts } from '../site/world/posts.ts';
import { friend, secUidOf, viewer } from '../site/world/users.ts';
import { createWorld } from './createWorld';
import { type Change, driftLists } from './driftSite';

const fromFriend = (n: number) => {
  const { id, kind } = makePosts(friend, 25)[n] ?? makePost(friend, n);
  return `https://www.tiktok.com/@${friend.uniqueId}/${kind === 'photos' ? 'photo' : 'video'}/${id}`;
};

/** A list of each way in which lists are read. */
export const driftSources = {
  posts: { kind: 'posts', secUid: secUidOf('demo.40'), uniqueId: 'demo.40' },
  likes: { kind: 'likes', secUid: friend.secUid, uniqueId: friend.uniqueId },
  favourites: { kind: 'favourites', secUid: viewer.secUid },
  collection: { kind: 'collection', collectionId: '7394627756635573022' },
  mix: { kind: 'mix', mixId: mixIds[0] },
  search: { kind: 'search', keyword: 'tokshelf' },
  links: { kind: 'links', links: [0, 3, 4].map(fromFriend) },
  video: { kind: 'one', postId: specialPosts.recordedVideo.id },
  photos: { kind: 'one', postId: specialPosts.recordedPhotos.id },
} as const satisfies Record<string, Source>;
export type DriftSource = keyof typeof driftSources;

/** What is to be seen of a job. */
export interface Outcome {
  readonly job: Job;
  /** Keys of the files that were saved. */
  readonly saved: ReadonlySet<string>;
  /** What the job and its files say. */
  readonly told: readonly Failure[];
  readonly failedFiles: number;
}

/** Within this a change must have shown. */
const ANSWER_MS = 10_000;

/** A job on a site that is changed like this, ten seconds later. */
export const driftRun = async (name: DriftSource, change: Change, options: JobOptions = {}): Promise<Outcome> => {
  const world = createWorld({
    quiet: true,
    lists: driftLists(change),
    // The demo site's posts are of the autumn of 2026.
    start: Date.UTC(2026, 9, 20),
  });
  world.settings = settingsSchema.parse({ pacing: { pageGapMin: 0, pageGapMax: 0, parallel: 8 } });
  Object.assign(world.browser, { fetchMs: 5, saveMs: 5 });
  const started = await world.queue().startJob(driftSources[name], options);
  if (!started.ok) throw new Error(started.error.detail ?? started.error.code);
  await world.idle(ANSWER_MS);
  const [job] = await world.store.jobs.recent(1);
  if (!job) throw new Error('no job');
  const failed = await world.store.tasks.ofJob(job.id, ['failed']);
  const records = await world.store.records.recent(1000);
  return {
    job,
    saved: new Set(records.map(({ key }) => key)),
    told: [...(job.error ? [job.error] : []), ...failed.flatMap((task) => (task.state === 'failed' ? task.error : []))],
    failedFiles: failed.length,
  };
};

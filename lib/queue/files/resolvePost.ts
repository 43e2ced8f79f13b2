import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { ReadPost } from '@/lib/model/page';
import type { Post } from '@/lib/model/post';
import type { Settings } from '@/lib/model/settings';
import { passed } from '@/lib/queue/core/judgeRefusal';
import type { Core } from '@/lib/queue/core/QueueCore';

/** The pause between bulk requests as the person set it. */
export const gapOf = ({ pacing }: Settings) => ({ min: pacing.pageGapMin, max: pacing.pageGapMax });

/**
 * Asks the site for a post, in turn with all other requests. `bulk` requests keep the pause between them. The request
 * that passes ends a shared pause. Errors: those of Lists.post.
 */
export const askPost = async (
  core: Core,
  settings: Settings,
  postId: string,
  uniqueId: string | undefined,
  bulk: boolean,
): Promise<Result<ReadPost>> => {
  const work = () => core.lists.post(postId, uniqueId === '' ? undefined : uniqueId);
  const got = await core.limiter.run(work, bulk ? gapOf(settings) : undefined);
  if (got.ok) await passed(core);
  return got;
};

/** The post of a task with its addresses as they were listed; undefined when they were not kept. */
export const pendingPost = async ({ store }: Core, postId: string): Promise<Post | undefined> => {
  const row = await store.posts.get(postId);
  return row?.pending ? { ...row.post, assets: row.pending } : undefined;
};

/** Asks for fresh addresses and keeps them for the post's other files. */
export const refreshPost = async (
  core: Core,
  settings: Settings,
  postId: string,
  bulk: boolean,
): Promise<Result<Post>> => {
  const row = await core.store.posts.get(postId);
  const got = await askPost(core, settings, postId, row?.post.author.uniqueId, bulk);
  if (!got.ok) return got;
  const { post } = got.value;
  if (post.id !== postId) return err(failure('shape', 'another post came back', { postId }));
  await core.store.transaction(async ({ posts }) => {
    const current = await posts.get(postId);
    if (current) await posts.put({ ...current, pending: post.assets, updatedAt: core.clock.now() });
  });
  return ok(post);
};

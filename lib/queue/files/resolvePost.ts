import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { ReadPost } from '@/lib/model/page';
import type { Post } from '@/lib/model/post';
import type { PostRow } from '@/lib/model/postRow';
import type { Settings } from '@/lib/model/settings';
import type { Lists } from '@/lib/ports/Lists';
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
  lists: Lists = core.lists,
): Promise<Result<ReadPost>> => {
  const work = () => lists.post(postId, uniqueId === '' ? undefined : uniqueId);
  const got = await core.limiter.run(work, bulk ? gapOf(settings) : undefined);
  if (got.ok) await passed(core);
  return got;
};

/** A post with its addresses as they are kept. */
export interface PendingPost {
  readonly post: Post;
  /** They are what the post's own page gave. */
  readonly asked: boolean;
}

/** A post with its addresses as they were listed; undefined when they were not kept. */
export const pendingIn = (row: PostRow | undefined): PendingPost | undefined =>
  row?.pending ? { post: { ...row.post, assets: row.pending }, asked: row.asked === true } : undefined;

const keepAddresses = (core: Core, post: Post): Promise<void> =>
  core.store.transaction(async ({ posts }) => {
    const current = await posts.get(post.id);
    if (!current) return;
    const { lost: _, ...facts } = current.post;
    const row = { ...current, post: { ...facts, ...(post.lost ? { lost: post.lost } : {}) } };
    await posts.put({ ...row, pending: post.assets, asked: true, updatedAt: core.clock.now() });
  });

/**
 * Asks for fresh addresses and keeps them for the post's other files. With `once` it is enough that another file of the
 * post asked meanwhile: what that reply lacked the next lacks, too.
 */
export const refreshPost = async (
  core: Core,
  settings: Settings,
  postId: string,
  { bulk, once, lists = core.lists }: { readonly bulk: boolean; readonly once: boolean; readonly lists?: Lists },
): Promise<Result<Post>> => {
  const row = await core.store.posts.get(postId);
  const work = async (): Promise<Result<Post>> => {
    const known = once ? pendingIn(await core.store.posts.get(postId)) : undefined;
    if (known?.asked) return ok(known.post);
    const got = await lists.post(postId, row?.post.author.uniqueId || undefined);
    if (!got.ok) return got;
    const { post } = got.value;
    if (post.id !== postId) return err(failure('shape', 'another post came back', { postId }));
    await passed(core);
    await keepAddresses(core, post);
    return ok(post);
  };
  return core.limiter.run(work, bulk ? gapOf(settings) : undefined);
};

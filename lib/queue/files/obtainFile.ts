import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { assetFor, lostFor } from '@/lib/media/plannedFiles';
import { searchWords } from '@/lib/media/searchWords';
import { fileTraitsOf, isSidecar } from '@/lib/model/media';
import type { Post } from '@/lib/model/post';
import { listsOf } from '@/lib/queue/core/QueueCore';
import { judgeFailure } from '@/lib/queue/rules/judgeFailure';
import type { FileRun } from './FileRun';
import type { FailedAt } from './failFile';
import { fetchAsset, type Obtained } from './fetchAsset';
import { sidecarText } from './makeSidecar';
import { pendingIn, refreshPost } from './resolvePost';

type Refused = Failure & { readonly at: FailedAt };

// An address that is refused right after it was given is not stale; once more is for one that ran out on the way.
const REFRESHES = 2;

// A file that no search finds is saved all the same.
const keepWords = async ({ core, task }: FileRun, said: string): Promise<void> => {
  const { recordKey: key, postId, kind } = task;
  try {
    await core.keepWords?.({ key, postId, kind, words: searchWords(said) });
  } catch (error) {
    core.report?.(error);
  }
};

const attempt = async (run: FileRun, fresh: Post | undefined, isAsked: boolean): Promise<Result<Obtained>> => {
  const { core, task } = run;
  if (!isSidecar(task.kind)) return fresh ? fetchAsset(run, fresh) : err(failure('bug', 'no post'));
  const row = isAsked ? await core.store.posts.get(task.postId) : run.row;
  const post = fresh ?? row?.post;
  if (!post) return err(failure('bug', 'no post'));
  const text = await sidecarText(task.kind, run, { post, row });
  if (!text.ok) return text;
  const { said, ...file } = text.value;
  if (said !== undefined) await keepWords(run, said);
  const staged = await core.blobs.make({ id: task.id, ...file });
  return staged.ok ? ok({ staged: staged.value, notes: [] }) : staged;
};

// What is not there (404) may be gone with its post: the site knows, and says why.
const asksAgain = (error: Failure, refreshes: number): boolean =>
  error.code === 'http' && error.status === 404
    ? refreshes === 0
    : judgeFailure(error) === 'stale' && refreshes < REFRESHES;

// The post's own page has no address either, or one that leads elsewhere: another try would find none.
const withoutAddress = (post: Post, task: FileRun['task']): Failure => {
  const { id: postId, classified, private: hidden } = post;
  const host = lostFor(post, task)?.host;
  if (host !== undefined) return failure('shape', `unknown media host ${host}`, { postId });
  const place = task.index === '0' ? task.kind : `${task.kind} ${task.index}`;
  const code = classified ? 'age' : hidden ? 'private' : 'shape';
  return failure(code, `the post gives no address for its ${place}`, { postId });
};

/**
 * Gets a file's bytes ready. Addresses that were lost, have run out or are refused are asked for again by the post's
 * id. Errors carry whether a media host or the site itself refused.
 */
export const obtainFile = async (run: FileRun): Promise<Result<Obtained, Refused>> => {
  const { core, task, settings } = run;
  const { needsAddress, askedOf } = fileTraitsOf(task.kind);
  const pending = pendingIn(run.row);
  let post = pending?.post;
  // A list may leave out what the post itself has; where the address leads elsewhere, it is the same there.
  const mayAsk = pending?.asked === false && post !== undefined && lostFor(post, task)?.host === undefined;
  const lacksAddress = post !== undefined && needsAddress && mayAsk && !assetFor(post, task);
  if (lacksAddress) post = undefined;
  const bulk = task.priority > 0;
  let isAsked = false;
  for (let refreshes = 0; ; refreshes += 1) {
    if ((refreshes > 0 || !post) && needsAddress) {
      const once = refreshes === 0 && lacksAddress;
      const fresh = await refreshPost(core, settings, task.postId, { bulk, once, lists: listsOf(core, run.job) });
      if (!fresh.ok) return err({ ...fresh.error, at: 'site' });
      post = fresh.value;
      isAsked = true;
    }
    if (post && needsAddress && !assetFor(post, task)) return err({ ...withoutAddress(post, task), at: 'site' });
    const got = await attempt(run, post, isAsked);
    if (got.ok) return got;
    if (!asksAgain(got.error, refreshes)) return err({ ...got.error, at: askedOf });
  }
};

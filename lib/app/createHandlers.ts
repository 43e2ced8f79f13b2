import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Offer } from '@/lib/model/offer';
import type { PostState } from '@/lib/model/postState';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Settings } from '@/lib/model/settings';
import { untouchedPost } from '@/lib/model/untouchedPost';
import type { Store } from '@/lib/ports/Store';
import type { Queue } from '@/lib/queue/createQueue';
import type { Handlers } from '@/lib/rpc/serve';
import type { Watchers } from './createWatchers';
import { postFromHint } from './postFromHint';

/** What answering messages needs. */
export interface HandlerParts {
  readonly queue: Queue;
  readonly store: Store;
  readonly watchers: Watchers;
  offer(tabId: number, address: string, more?: boolean): Promise<Offer>;
  showDownload(saved: Pick<SaveRecord, 'downloadId' | 'path'>): Promise<Result<Record<string, never>>>;
  writeSettings(settings: Settings): Promise<Result<Settings>>;
  openOwnPage(page: 'options' | 'library' | 'popup', tabId?: number): Promise<void>;
  /** Brings the tab that shows the captcha to the front. */
  showWorkTab(): Promise<void>;
  /** Closes the work tab, where there is one, and forgets how often it was closed by hand. */
  releaseWorkTab(): Promise<void>;
}

/** One function per message of the table: each hands on to the part that thinks. */
export const createHandlers = (parts: HandlerParts): Handlers => {
  const { queue, store, watchers } = parts;

  const stateOf = async (postId: string): Promise<PostState> =>
    (await queue.postStates([postId]))[0] ?? untouchedPost(postId);

  const save: Handlers['save'] = async ({ postId, uniqueId, item }, from) => {
    if (from.tabId !== undefined) watchers.watch(from.tabId, [postId]);
    const before = await stateOf(postId);
    if (before.state === 'saved') return ok({ state: before });
    const post = postFromHint(item, postId);
    const handle = uniqueId ?? post?.author.uniqueId;
    const started = await queue.startJob(
      { kind: 'one', postId, ...(handle ? { uniqueId: handle } : {}) },
      {},
      post ? { post } : {},
    );
    if (!started.ok) return started;
    return ok({ jobId: started.value, state: await stateOf(postId) });
  };

  const control: Handlers['controlJob'] = async ({ jobId, action }) => {
    const job = await store.jobs.get(jobId);
    if (!job) return err(failure('input', 'no such job'));
    const run = {
      pause: () => queue.pause(jobId),
      resume: async () => {
        // Whoever closed the work tab twice and resumes the job wants it opened again.
        if (job.waiting?.reason === 'tab') await parts.releaseWorkTab();
        return queue.resume(jobId);
      },
      cancel: () => queue.cancel(jobId),
      retry: async () => ((await queue.retryFailed(jobId)) ? undefined : err(failure('input', 'nothing to retry'))),
      remove: () => queue.remove(jobId),
      solve: () => parts.showWorkTab(),
    };
    return (await run[action]()) ?? ok({});
  };

  return {
    save,
    controlJob: control,
    postStates: async ({ postIds }, from) => {
      if (from.tabId !== undefined) watchers.watch(from.tabId, postIds);
      return ok({ states: await queue.postStates(postIds) });
    },
    startJob: async ({ source, options }) => {
      const started = await queue.startJob(source, options);
      return started.ok ? ok({ jobId: started.value }) : started;
    },
    offer: async ({ tabId, url, more }) => ok(await parts.offer(tabId, url, more)),
    showFile: async ({ key }) => {
      const record = await store.records.get(key);
      return record ? parts.showDownload(record) : err(failure('input', 'no such record'));
    },
    saveAgain: async ({ postId }) => {
      const started = await queue.saveAgain(postId);
      return started.ok ? ok({ jobId: started.value }) : started;
    },
    setSettings: async ({ settings }) => {
      const written = await parts.writeSettings(settings);
      if (!written.ok) return written;
      // Another limit may leave room today; where it does not, the job waits again.
      await queue.unblock(['cap']);
      return ok({});
    },
    openPage: async ({ page }, from) => {
      await parts.openOwnPage(page, from.tabId);
      return ok({});
    },
  };
};

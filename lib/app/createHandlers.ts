import type { WatchesApi } from '@/lib/app/connectWatches';
import { createTabAllowance } from '@/lib/app/createTabAllowance';
import type { Watchers } from '@/lib/app/createWatchers';
import { failure } from '@/lib/base/failure';
import { fitsIn, HINT_BOUNDS } from '@/lib/base/fitsIn';
import { err, ok, type Result } from '@/lib/base/result';
import type { RecordingsApi } from '@/lib/live/record/createRecordings';
import type { ListedPost } from '@/lib/model/choice/listedPost';
import { type JobOptions, waitOf } from '@/lib/model/job';
import type { Recording } from '@/lib/model/live/recording';
import type { Offer } from '@/lib/model/offer';
import type { ReadPost } from '@/lib/model/page';
import type { PostState } from '@/lib/model/postState';
import type { Profile } from '@/lib/model/profile';
import type { SaveRecord } from '@/lib/model/saveRecord';
import type { Settings } from '@/lib/model/settings';
import { type Source, traitsOf } from '@/lib/model/source';
import { untouchedPost } from '@/lib/model/untouchedPost';
import type { Clock } from '@/lib/ports/Clock';
import type { Store } from '@/lib/ports/Store';
import type { Queue } from '@/lib/queue/createQueue';
import type { LiveNews, PageSettings } from '@/lib/rpc/protocol';
import type { Handlers } from '@/lib/rpc/serve';
import { sourceOfAddress } from '@/lib/sources/registry';
import { readAddress } from '@/lib/tiktok/address/readAddress';
import { parsePost } from '@/lib/tiktok/parse/parsePost';

/**
 * Reads the post that a page says it saw. The page may have forged it: a post of another id, one without a file on
 * TikTok's own hosts, or one of no post's length or depth, is not taken, and the post is asked for by its id instead.
 */
export const postFromHint = (item: unknown, postId: string): ReadPost | undefined => {
  if (item === undefined || item === null || !fitsIn(item, HINT_BOUNDS)) return undefined;
  const read = parsePost(item);
  const usable =
    read.ok &&
    read.value.post.id === postId &&
    read.value.post.assets.some(({ kind }) => kind === 'video' || kind === 'image');
  return usable ? read.value : undefined;
};

/** Starts what a source stands for: a stream is recorded, everything else is a job. Returns the id of either. */
const startSource = async (
  { queue, recordings }: Pick<HandlerParts, 'queue' | 'recordings'>,
  source: Source,
  options: JobOptions,
): Promise<Result<string>> => {
  const handle = 'uniqueId' in source ? source.uniqueId : undefined;
  if (traitsOf(source.kind).shape !== 'stream' || handle === undefined) return queue.startJob(source, options);
  return recordings ? recordings.start(handle) : err(failure('input', 'nothing records here'));
};

/** What saving by address needs. */
interface SaverParts {
  readonly queue: Queue;
  readonly recordings?: RecordingsApi;
  profile(uniqueId: string): Promise<Result<Profile>>;
}

/**
 * Starts the job that an address stands for: the post of a post's address, the posts of a profile's, a playlist, a
 * favourites folder, a search. Returns the job's id. Error: `input` for any other address, and what reading a profile gives.
 */
export const createSaver = ({ queue, profile, recordings }: SaverParts) => {
  const sourceOf = async (address: string): Promise<Source | Result<never>> => {
    const ref = readAddress(address);
    if (!ref.ok) return ref;
    const page = ref.value;
    const source = sourceOfAddress(page);
    if (source) return source;
    if (page.kind !== 'profile') return err(failure('input', page.kind));
    const read = await profile(page.uniqueId);
    if (!read.ok) return read;
    return { kind: 'posts', secUid: read.value.author.secUid, uniqueId: page.uniqueId };
  };
  return async (address: string): Promise<Result<string>> => {
    const source = await sourceOf(address);
    return 'ok' in source ? source : startSource({ queue, ...(recordings ? { recordings } : {}) }, source, {});
  };
};

/** What a page is told of a person's recording. */
export const liveNewsOf = (uniqueId: string, running: Recording | undefined): LiveNews => ({
  uniqueId,
  ...(running ? { recording: { id: running.id, durationMs: running.durationMs } } : {}),
});

/** What answering messages needs. */
export interface HandlerParts {
  readonly queue: Queue;
  readonly recordings?: RecordingsApi;
  readonly watches?: WatchesApi;
  readonly store: Store;
  readonly watchers: Watchers;
  readonly clock: Clock;
  offer(tabId: number, address: string, more?: boolean): Promise<Offer>;
  showDownload(saved: Pick<SaveRecord, 'downloadId' | 'path'>): Promise<Result<Record<string, never>>>;
  pageSettings(): Promise<PageSettings>;
  writeSettings(settings: Settings): Promise<Result<Settings>>;
  openOwnPage(page: 'options' | 'library' | 'popup', tabId?: number): Promise<void>;
  /** Brings the tab that shows the captcha to the front. */
  showWorkTab(): Promise<void>;
  /** Closes the work tab, where there is one, and forgets how often it was closed by hand. */
  releaseWorkTab(): Promise<void>;
  acceptLoss(): Promise<void>;
  /** To be awaited after records were taken away: a library that is empty at the next start would count as lost. */
  lookAtDatabase(): Promise<void>;
  /** Tells pages which files left the library. */
  tellRemoved(keys: readonly string[]): void;
  /** Looks at all that hangs on the rows of the database. */
  wake(): Promise<void>;
}

const listedPostOf = ({ post, raw }: ReadPost, saved: ReadonlySet<string>): ListedPost => {
  const cover = post.assets.find(({ kind }) => kind === 'cover') ?? post.assets.find(({ kind }) => kind === 'image');
  const [url] = cover && 'urls' in cover ? cover.urls : [];
  return {
    postId: post.id,
    uniqueId: post.author.uniqueId.slice(0, 64),
    desc: post.title ?? post.desc,
    createdAt: post.createdAt,
    ...(url === undefined ? {} : { cover: url }),
    saved: saved.has(post.id),
    item: raw,
  };
};

/** One function per message of the table: each hands on to the part that thinks. */
export const createHandlers = (parts: HandlerParts): Handlers => {
  const { queue, store, watchers } = parts;
  const mayAsk = createTabAllowance(parts.clock);

  const stateOf = async (postId: string): Promise<PostState> =>
    (await queue.postStates([postId]))[0] ?? untouchedPost(postId);

  const save: Handlers['save'] = async ({ postId, uniqueId, item }, from) => {
    if (from.tabId !== undefined) watchers.watch(from.tabId, [postId]);
    const before = await stateOf(postId);
    if (before.state === 'saved' && !before.takenOver) return ok({ state: before });
    const seen = postFromHint(item, postId);
    const handle = uniqueId ?? seen?.post.author.uniqueId;
    const started = await queue.startJob(
      { kind: 'one', postId, ...(handle ? { uniqueId: handle } : {}) },
      {},
      seen ?? {},
    );
    if (!started.ok) return started;
    return ok({ jobId: started.value, state: await stateOf(postId) });
  };

  const show = async (
    saved: Pick<SaveRecord, 'downloadId' | 'path' | 'folder'>,
  ): Promise<Result<Record<string, never>>> => {
    if (saved.folder === undefined) return parts.showDownload(saved);
    // No file manager opens at a granted folder: the library shows the file itself.
    await parts.openOwnPage('library');
    return ok({});
  };

  const control: Handlers['controlJob'] = async ({ jobId, action }) => {
    const job = await store.jobs.get(jobId);
    if (!job) return err(failure('input', 'no such job'));
    const run = {
      pause: () => queue.pause(jobId),
      resume: async () => {
        // Whoever closed the work tab twice and resumes the job wants it opened again.
        if (waitOf(job)?.reason === 'tab') await parts.releaseWorkTab();
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
    postStates: async ({ postIds, jobId }, from) => {
      if (from.tabId !== undefined) {
        if (!mayAsk(from.tabId, postIds.length)) return err(failure('input', 'more posts than a page shows'));
        watchers.watch(from.tabId, postIds);
      }
      return ok({ states: await queue.postStates(postIds, jobId) });
    },
    saveChosen: async ({ posts }, from) => {
      if (from.tabId !== undefined)
        watchers.watch(
          from.tabId,
          posts.map(({ postId }) => postId),
        );
      const started = await queue.saveChosen(
        posts.map(({ postId, uniqueId, item }) => ({ postId, uniqueId, read: postFromHint(item, postId) })),
      );
      return started.ok ? ok({ jobId: started.value }) : started;
    },
    listPage: async ({ source, cursor }) => {
      const page = await queue.lookAtList(source, cursor);
      if (!page.ok) return page;
      const { items } = page.value;
      const states = await queue.postStates(items.map(({ post }) => post.id));
      const saved = new Set(states.flatMap(({ postId, state }) => (state === 'saved' ? [postId] : [])));
      return ok({
        posts: items.map((read) => listedPostOf(read, saved)),
        cursor: page.value.cursor,
        hasMore: page.value.hasMore,
      });
    },
    startJob: async ({ source, options }) => {
      const started = await startSource(parts, source, options);
      return started.ok ? ok({ jobId: started.value }) : started;
    },
    startRecording: async ({ uniqueId }) => {
      const started = await startSource(parts, { kind: 'live', uniqueId }, {});
      return started.ok ? ok({ recordingId: started.value }) : started;
    },
    liveState: async ({ uniqueId }) => ok(liveNewsOf(uniqueId, await parts.recordings?.runningOf(uniqueId))),
    stopRecording: async ({ recordingId }) => {
      await parts.recordings?.stop(recordingId);
      return ok({});
    },
    removeRecording: async ({ recordingId }) =>
      parts.recordings ? parts.recordings.remove(recordingId) : err(failure('input', 'nothing records here')),
    showRecording: async ({ recordingId }) => {
      const part = await parts.recordings?.savedPart(recordingId);
      return part ? show(part) : err(failure('input', 'nothing of it is saved'));
    },
    watchLive: async ({ uniqueId }) => {
      if (!parts.watches) return err(failure('input', 'nothing can be watched here'));
      const added = await parts.watches.add(uniqueId);
      return added.ok ? ok({ watchId: added.value.id }) : added;
    },
    watchList: async ({ source, options, every, onlyNew }) => {
      if (!parts.watches) return err(failure('input', 'nothing can be watched here'));
      const added = await parts.watches.lists.add(source, options, every, onlyNew);
      return added.ok ? ok({ watchId: added.value.id }) : added;
    },
    controlWatch: async ({ watchId, action }) => {
      if (action === 'look') await parts.watches?.lists.look(watchId);
      else await parts.watches?.lists.setPaused(watchId, action === 'pause');
      return ok({});
    },
    setWatchEvery: async ({ watchId, every }) => {
      await parts.watches?.lists.setEvery(watchId, every);
      return ok({});
    },
    unwatch: async ({ watchId }) => {
      await parts.watches?.remove(watchId);
      return ok({});
    },
    offer: async ({ tabId, url, more }) => ok(await parts.offer(tabId, url, more)),
    showFile: async ({ key }) => {
      const record = await store.records.get(key);
      return record ? show(record) : err(failure('input', 'no such record'));
    },
    saveAgain: async ({ postId }) => {
      const started = await queue.saveAgain(postId);
      return started.ok ? ok({ jobId: started.value }) : started;
    },
    saveManyAgain: async ({ posts }) => {
      const started = await queue.saveManyAgain(posts);
      return started.ok ? ok({ jobId: started.value }) : started;
    },
    forgetFiles: async ({ keys }) => {
      const postIds = await queue.forgetFiles(keys);
      parts.tellRemoved(keys);
      await parts.lookAtDatabase();
      return ok({ postIds: [...postIds] });
    },
    setSettings: async ({ settings }) => {
      const written = await parts.writeSettings(settings);
      if (!written.ok) return written;
      // Another limit or place may leave room today; where it does not, the job waits again.
      await queue.unblock(['cap', 'grant', 'lost']);
      // All watches may have been paused until now.
      void parts.watches?.wake();
      return ok({});
    },
    folderAllowed: async () => {
      await queue.unblock(['grant']);
      return ok({});
    },
    acceptLoss: async () => {
      await parts.acceptLoss();
      await queue.unblock(['lost']);
      return ok({});
    },
    rowsCameIn: async () => {
      await parts.wake();
      return ok({});
    },
    pageSettings: async () => ok(await parts.pageSettings()),
    openPage: async ({ page }, from) => {
      await parts.openOwnPage(page, from.tabId);
      return ok({});
    },
  };
};

import { failure, TokError } from '@/lib/base/failure';
import type { OpenStream } from '@/lib/live/media/LivePiece';
import { type Job, waitsForPerson } from '@/lib/model/job';
import type { Recording } from '@/lib/model/live/recording';
import type { Author, Post } from '@/lib/model/post';
import type { PostRow } from '@/lib/model/postRow';
import { type Settings, settingsSchema } from '@/lib/model/settings';
import type { Mode } from '@/lib/model/source';
import { createUserFolder, type UserFolderInput } from '@/lib/naming/folders/createUserFolder';
import type { Blobs } from '@/lib/ports/Blobs';
import type { Downloads } from '@/lib/ports/Downloads';
import type { SavedFiles } from '@/lib/ports/SavedFiles';
import type { JobTable, Store } from '@/lib/ports/Store';
import type { Wake } from '@/lib/ports/Wake';
import { createDownloader, type SettingsInput } from '@/lib/queue/api/createDownloader';
import { type IgnorableField, keepPost } from '@/lib/queue/api/keepPost';
import { peopleFolders, type UserData } from '@/lib/queue/api/peopleFolders';
import { recordLive } from '@/lib/queue/api/recordLive';
import { startHandlers } from '@/lib/queue/api/startHandlers';
import type { QueueChange, QueuePorts } from '@/lib/queue/core/QueuePorts';
import { createQueue } from '@/lib/queue/createQueue';
import { createLists } from '@/lib/sources/createLists';
import { createIdHelpers } from '@/lib/tiktok/api/resolveIds';
import { unwrap } from '@/lib/tiktok/api/walks';
import { type ClientPorts, createClient } from '@/lib/tiktok/client/createSiteClient';

const downloadWatcher: ReadonlySet<Job['state']> = new Set(['done', 'failed', 'cancelled', 'paused']);

/** Lets callers wait for jobs; hears of changes through the queue's `notify`. */
const watchJobs = (jobs: Pick<JobTable, 'get'>) => {
  const waiting = new Map<string, Set<() => void>>();

  const listen = (jobId: string) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const hearers = waiting.get(jobId) ?? new Set();
    waiting.set(jobId, hearers.add(resolve));
    const stop = (): void => {
      hearers.delete(resolve);
      if (hearers.size === 0) waiting.delete(jobId);
    };
    return { promise, stop };
  };

  return {
    notify: (change: QueueChange): void => {
      if (change.type !== 'job') return;
      for (const wake of waiting.get(change.jobId) ?? []) wake();
    },
    /** The job's row once nothing of it goes on by itself. Throws `input` for a job that there is not. */
    whenDone: async (jobId: string): Promise<Job> => {
      for (;;) {
        // Listening begins before the row is read, or a change in between would be missed.
        const news = listen(jobId);
        try {
          const job = await jobs.get(jobId);
          if (!job) throw new TokError(failure('input', `no job ${jobId}`));
          if (downloadWatcher.has(job.state) || waitsForPerson(job)) return job;
          await news.promise;
        } finally {
          news.stop();
        }
      }
    },
  };
};

/** What saving stands on; docs/api.md shows the last four for Node. */
export interface ShelfPorts extends ClientPorts, Pick<QueuePorts, 'notify' | 'report' | 'tuning'> {
  readonly store: Store;
  readonly downloads: Downloads;
  readonly blobs: Blobs;
  readonly wake: Wake;
  /** Moves saved files when a folder is renamed; without it they stay, as the browser's downloads do. */
  readonly savedFiles?: SavedFiles;
  /** Opens the bytes of a live stream; without it nothing is recorded. */
  readonly openStream?: OpenStream;
  /** A part of the settings, or a function that reads all of them anew each time; default: the extension's defaults. */
  readonly settings?: SettingsInput | (() => Promise<Settings>);
}

/**
 * The saving half of the developer API, under the names of the f2 API list: handlers, people and folders, downloader. Runs in the
 * worker, in Node, or on fakes. It does nothing before it is asked to; call `queue.wake()` to go on with what an
 * earlier run left in the store.
 */
export const createShelf = (ports: ShelfPorts) => {
  const { http, cookies, clock, random, userAgent, context, store, downloads, blobs, wake } = ports;
  const given = ports.settings;
  const settings = typeof given === 'function' ? given : async () => settingsSchema.parse(given ?? {});
  const client = createClient({ http, cookies, clock, random, userAgent, ...(context ? { context } : {}) });
  const watch = watchJobs(store.jobs);
  const queue = createQueue({
    ...{ store, downloads, blobs, wake, clock, random, settings },
    lists: createLists(client),
    notify: (change) => {
      watch.notify(change);
      ports.notify?.(change);
    },
    ...(ports.report ? { report: ports.report } : {}),
    ...(ports.tuning ? { tuning: ports.tuning } : {}),
  });
  const { openStream } = ports;
  const live = openStream && recordLive({ client, clock, downloads, settings, open: openStream });
  const noRecording = (id: string) => new TokError(failure('input', `no recording ${id}`));
  const handlers = startHandlers({
    ...{ queue, store, findPost: createIdHelpers(client).post },
    ...(live ? { record: live.start } : {}),
  });
  const people = peopleFolders({
    store,
    clock,
    settings,
    ...(ports.savedFiles ? { savedFiles: ports.savedFiles } : {}),
  });

  return {
    ...handlers,
    /** The job once it is through (`done`, `failed`, `cancelled`), or stands still until somebody acts (`paused`, `waiting`). */
    whenDone: watch.whenDone,
    /** The recording once it is over and all of it is saved. */
    whenRecorded: async (recordingId: string): Promise<Recording> => {
      if (!live) throw noRecording(recordingId);
      return live.whenRecorded(recordingId);
    },
    /** Ends a recording; what was recorded is saved. */
    stopRecording: async (recordingId: string): Promise<void> => {
      if (!live) throw noRecording(recordingId);
      await live.stop(recordingId);
    },
    /** Pause, resume, cancel, retry: see docs/api.md. */
    queue,

    /** f2's get_or_add_user_data: asks the site for a person (one request), keeps the names met so far, and says where files go. */
    getOrAddUserData: async ({ secUid, mode }: { readonly secUid: string; readonly mode: Mode }): Promise<UserData> => {
      const { profile } = unwrap(await client.profile({ secUid }));
      return unwrap(await people.book(profile.author, mode));
    },
    /** f2's get_or_add_video_data: the row of a post, without the addresses that expire. */
    getOrAddVideoData: async (
      post: Post,
      { ignoreFields = [] }: { readonly ignoreFields?: readonly IgnorableField[] } = {},
    ): Promise<PostRow> => unwrap(await keepPost({ store, clock }, post, ignoreFields)),

    /** f2's create_user_folder: `tiktok/<mode>/<nickname>` below the downloads folder; nothing is created or kept. */
    createUserFolder: (input: UserFolderInput): string => unwrap(createUserFolder(input)),
    /**
     * f2's rename_user_folder: files to come go to the new folder. Those that are there go with it where `savedFiles` can move them (a
     * granted folder), and stay elsewhere; nothing is fetched twice. Returns the new path.
     */
    renameUserFolder: async (oldPath: string, newNickname: string): Promise<string> =>
      unwrap(await people.renameFolder(oldPath, newNickname)),
    /**
     * f2's create_or_rename_user_folder: where a person's files go, whatever the person is called now. Identity is the secUid. With
     * `onRename: 'new'` the files that are there follow, as with {@link renameUserFolder}.
     */
    createOrRenameUserFolder: async (author: Author, mode: Mode = 'post'): Promise<string> =>
      unwrap(await people.bookAndMove(author, mode)).folder,

    downloader: createDownloader({
      ...{ store, clock, settings, queue },
      whenDone: watch.whenDone,
      handleUserLive: handlers.handleUserLive,
    }),
  };
};

export type Shelf = ReturnType<typeof createShelf>;

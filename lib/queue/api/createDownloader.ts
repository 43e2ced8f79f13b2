import type { z } from 'zod';
import { failure, TokError } from '@/lib/base/failure';
import { idText } from '@/lib/model/idTexts';
import type { Job } from '@/lib/model/job';
import type { LiveRoom } from '@/lib/model/liveRoom';
import { type Post, postSchema } from '@/lib/model/post';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { type Settings, settingsSchema } from '@/lib/model/settings';
import { checkPath } from '@/lib/naming/render/checkPath';
import type { Clock } from '@/lib/ports/Clock';
import type { Store } from '@/lib/ports/Store';
import type { Queue } from '@/lib/queue/createQueue';
import { bookAuthors } from '@/lib/queue/rules/bookAuthors';
import { unwrap } from '@/lib/tiktok/api/walks';
import { type DownloadTask, draftFiles, draftStream, keyOf, type StreamTask } from './draftFiles';
import { filterAwemeDatasByInterval } from './filterAwemeDatasByInterval';
import { readInput } from './readInput';

/** Any part of the settings; what is missing is as the shelf's own. */
export type SettingsInput = z.input<typeof settingsSchema>;

/** What the downloader stands on. */
export interface DownloaderParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: () => Promise<Settings>;
  readonly queue: Pick<Queue, 'startJob'>;
  readonly whenDone: (jobId: string) => Promise<Job>;
  readonly handleUserLive: (who: { readonly uniqueId: string }) => Promise<string>;
}

/** f2's downloader: single files by hand, by the same engine that jobs go through. Throws TokError. */
export const createDownloader = ({ store, clock, settings, queue, whenDone, handleUserLive }: DownloaderParts) => {
  const merged = async (more: SettingsInput): Promise<Settings> =>
    unwrap(readInput(settingsSchema, { ...(await settings()), ...more }));

  return {
    filterAwemeDatasByInterval,

    /**
     * f2's save_last_aweme_id: up to this post the person's posts count as saved, for `handleUserPost({ onlyNew: true })`.
     * Empty text forgets it. `input` for a person that getOrAddUserData was never asked for and no post was saved of.
     */
    saveLastAwemeId: async (secUid: string, itemId: string): Promise<void> => {
      if (itemId !== '' && !idText.safeParse(itemId).success) throw new TokError(failure('input', 'itemId'));
      await store.transaction(async ({ authors }) => {
        const row = await authors.get(secUid);
        if (!row) throw new TokError(failure('input', 'nobody known has this secUid'));
        const { lastPostId: _, ...rest } = row;
        await authors.putMany([itemId === '' ? rest : { ...rest, lastPostId: itemId }]);
      });
    },

    /** f2's create_download_task: the files of a post with their paths, nothing fetched. The settings decide on files and names. */
    createDownloadTask: async (post: Post, more: SettingsInput = {}): Promise<DownloadTask[]> => {
      const runSettings = await merged(more);
      const plain = unwrap(readInput(postSchema, post));
      const now = clock.now();
      const folders = await store.transaction((tables) =>
        bookAuthors(tables, [plain.author], runSettings.onRename, now),
      );
      return unwrap(draftFiles(plain, runSettings, now, folders.get(plain.author.secUid)));
    },

    /**
     * f2's handle_download: fetches, checks, saves and records one file. One that is saved already is not fetched again. Throws what
     * the file failed of; when it waits for the person (captcha, login, space), throws that, and goes on once the way is free.
     */
    handleDownload: async (task: DownloadTask): Promise<SaveRecord> => {
      const path = unwrap(checkPath(task.path));
      const key = keyOf(task);
      const post = unwrap(readInput(postSchema, task.post));
      const started = await queue.startJob(
        { kind: 'one', postId: post.id },
        { files: [task.kind] },
        { post, only: new Map([[key, path]]) },
      );
      const job = await whenDone(unwrap(started));
      const record = await store.records.get(key);
      if (record && job.state === 'done') return record;
      throw new TokError(
        job.error ?? failure('input', `the post has no ${task.kind} ${task.index}`, { postId: post.id }),
      );
    },

    /** f2's create_stream_tasks: one task for a room that is live, with its streams best first; none for one that is not. */
    createStreamTasks: async (room: LiveRoom, more: SettingsInput = {}): Promise<StreamTask[]> =>
      unwrap(draftStream(room, await merged(more), clock.now())),

    /** f2's handle_stream: records the room of a task as `handleUserLive` does. */
    handleStream: async ({ room }: StreamTask): Promise<string> => handleUserLive({ uniqueId: room.owner.uniqueId }),
  };
};

import { z } from 'zod';
import { failure, TokError } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import { handleText } from '@/lib/model/idTexts';
import { type JobOptions, jobOptionsSchema } from '@/lib/model/job';
import { type Source, sourceSchema } from '@/lib/model/source';
import type { Store } from '@/lib/ports/Store';
import type { Queue } from '@/lib/queue/createQueue';
import type { PostRef } from '@/lib/tiktok/api/resolveIds';
import { unwrap } from '@/lib/tiktok/api/walks';
import { readInput } from './readInput';

/** What every handler takes beside the list it is for. */
export type HandlerOptions = JobOptions;

// A misspelt option must not mean "everything".
const optionsSchema = z.strictObject(jobOptionsSchema.shape);

const liveSchema = z.object({ uniqueId: handleText });

/** What the handlers stand on. */
export interface HandlerParts {
  readonly queue: Pick<Queue, 'startJob'>;
  readonly store: Pick<Store, 'authors'>;
  readonly findPost: (text: string) => Promise<Result<PostRef>>;
  /** Starts a recording; absent where no stream can be opened. */
  readonly record?: (uniqueId: string) => Promise<Result<string>>;
}

type Profile = { readonly secUid: string; readonly uniqueId?: string };
type Folder = { readonly collectionId: string; readonly name?: string };

/**
 * f2's handlers: each writes a job down and returns its id at once; the queue does the rest. All throw TokError of code `input`
 * for what makes no sense, options with unknown names included.
 */
export const startHandlers = ({ queue, store, findPost, record }: HandlerParts) => {
  const start = async (source: unknown, options: unknown): Promise<string> => {
    const request: Source = unwrap(readInput(sourceSchema, source));
    return unwrap(await queue.startJob(request, unwrap(readInput(optionsSchema, options))));
  };

  return {
    /** f2's handle_one_video: one post by its id, its address, a short link or a share text. Short links cost one request. */
    handleOneVideo: async (urlOrId: string, options: Pick<HandlerOptions, 'files'> = {}): Promise<string> =>
      start({ kind: 'one', ...unwrap(await findPost(urlOrId)) }, options),

    /**
     * f2's handle_user_post: the posts of a profile, pinned ones first, then newest first. `onlyNew` begins after the post that the
     * last whole run, or saveLastAwemeId, left off at.
     */
    handleUserPost: async ({
      secUid,
      uniqueId,
      onlyNew = false,
      ...options
    }: Profile & HandlerOptions & { readonly onlyNew?: boolean }): Promise<string> => {
      const afterPostId = onlyNew ? (await store.authors.get(secUid))?.lastPostId : undefined;
      const bound = afterPostId === undefined ? {} : { afterPostId };
      return start({ kind: 'posts', secUid, uniqueId }, { ...options, ...bound });
    },

    /** f2's handle_user_like: what a profile liked. The job ends with `private` when the person keeps that closed. */
    handleUserLike: ({ secUid, uniqueId, ...options }: Profile & HandlerOptions): Promise<string> =>
      start({ kind: 'likes', secUid, uniqueId }, options),

    /** f2's handle_user_collect: the favourites of who is logged in, or one favourites folder. */
    handleUserCollect: (list: (Profile | Folder) & HandlerOptions): Promise<string> => {
      if ('collectionId' in list) {
        const { collectionId, name, ...options } = list;
        return start({ kind: 'collection', collectionId, name }, options);
      }
      const { secUid, uniqueId, ...options } = list;
      return start({ kind: 'favourites', secUid, uniqueId }, options);
    },

    /** f2's handle_user_mix: a playlist, in its maker's order. */
    handleUserMix: ({
      mixId,
      name,
      ...options
    }: { readonly mixId: string; readonly name?: string } & HandlerOptions): Promise<string> =>
      start({ kind: 'mix', mixId, name }, options),

    /** f2's handle_search_video: the posts that a search finds. Wants a login. */
    handleSearchVideo: ({ keyword, ...options }: { readonly keyword: string } & HandlerOptions): Promise<string> =>
      start({ kind: 'search', keyword }, options),

    /**
     * Any list by what names it, those that f2 has not among them: `{ kind: 'tag', name }`, `{ kind: 'reposts', secUid }`… A list without an
     * end wants `maxCount`, else `input`.
     */
    handleList: ({ source, ...options }: { readonly source: Source } & HandlerOptions): Promise<string> =>
      start(source, options),

    /**
     * f2's handle_user_live: records a live until it is over, and returns the recording's id at once; one that is recorded already is
     * the answer. Throws `not_live`, `live_ended`, `no_stream`, what reading the room gives, and `input` without the port `openStream`.
     */
    handleUserLive: async (who: { readonly uniqueId: string }): Promise<string> => {
      const { uniqueId } = unwrap(readInput(liveSchema, who));
      if (!record) throw new TokError(failure('input', 'recording wants the port openStream'));
      return unwrap(await record(uniqueId));
    },
  };
};

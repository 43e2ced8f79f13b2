import type { Result } from '@/lib/base/result';
import type { Source } from '@/lib/model/source';
import type { Core } from '@/lib/queue/core/QueueCore';
import { startJob } from './startJob';

/**
 * Starts a job that fetches a post's files once more: those that the settings ask for, and those of other kinds that are
 * recorded. A record stays until its file is replaced: the site may not have the post any more. Returns the job's id.
 */
export const saveAgain = async (core: Core, postId: string, uniqueId?: string): Promise<Result<string>> => {
  const { settings } = await core.runSettings();
  const recorded = (await core.store.records.ofPosts([postId])).map(({ kind }) => kind);
  const kinds = [...new Set([...settings.files, ...recorded])];
  const files = kinds.length > settings.files.length ? { files: kinds } : {};
  const source: Source = { kind: 'one', postId, ...(uniqueId === undefined ? {} : { uniqueId }) };
  return startJob(core, source, files, { replace: true });
};

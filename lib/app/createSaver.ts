import { failure } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import type { Profile } from '@/lib/model/profile';
import type { Source } from '@/lib/model/source';
import type { Queue } from '@/lib/queue/createQueue';
import { readAddress } from '@/lib/tiktok/address/readAddress';

/** What saving by address needs. */
export interface SaverParts {
  readonly queue: Queue;
  profile(uniqueId: string): Promise<Result<Profile>>;
}

/**
 * Starts the job that an address stands for: the post of a post's address, the posts of a profile's, a playlist, a
 * favourites folder, a search. Returns the job's id. Error: `input` for any other address, and what reading a profile gives.
 */
export const createSaver = ({ queue, profile }: SaverParts) => {
  const sourceOf = async (address: string): Promise<Source | Result<never>> => {
    const ref = readAddress(address);
    if (!ref.ok) return ref;
    const page = ref.value;
    if (page.kind === 'post') {
      return { kind: 'one', postId: page.postId, ...(page.uniqueId ? { uniqueId: page.uniqueId } : {}) };
    }
    if (page.kind === 'mix') return { kind: 'mix', mixId: page.mixId };
    if (page.kind === 'collection') return { kind: 'collection', collectionId: page.collectionId };
    if (page.kind === 'search') return { kind: 'search', keyword: page.keyword };
    if (page.kind === 'short') return { kind: 'links', links: [page.url] };
    if (page.kind !== 'profile') return err(failure('input', page.kind));
    const read = await profile(page.uniqueId);
    if (!read.ok) return read;
    return { kind: 'posts', secUid: read.value.author.secUid, uniqueId: page.uniqueId };
  };
  return async (address: string): Promise<Result<string>> => {
    const source = await sourceOf(address);
    return 'ok' in source ? source : queue.startJob(source, {});
  };
};

import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { PageRef } from '@/lib/model/pageRef';
import { findLinks } from '@/lib/tiktok/address/readAddress';
import type { Client } from '@/lib/tiktok/client/createSiteClient';

const notFor = (ref: PageRef, wanted: string): Result<never> =>
  err(failure('input', `a ${ref.kind} address names no ${wanted}`));

/** A post as an address names it. */
export interface PostRef {
  readonly postId: string;
  readonly uniqueId?: string;
}

/** Reads ids out of addresses, short links and the share texts around them. Each answers with one id or a failure. */
export const createIdHelpers = (client: Client) => {
  const resolve = (text: string): Promise<Result<PageRef>> => client.followShortLink(findLinks(text)[0] ?? text);

  const authorOf = async (ref: PageRef) => {
    if (ref.kind === 'post') {
      const read = await client.post(ref.postId, ref.uniqueId);
      return read.ok ? ok(read.value.post.author) : read;
    }
    if ('uniqueId' in ref && ref.uniqueId !== undefined) {
      const read = await client.profile({ uniqueId: ref.uniqueId });
      return read.ok ? ok(read.value.profile.author) : read;
    }
    return undefined;
  };

  /** The post, with the handle where the address holds it: code `input` when the address is not one of a post. */
  const post = async (text: string): Promise<Result<PostRef>> => {
    const ref = await resolve(text);
    if (!ref.ok) return ref;
    if (ref.value.kind !== 'post') return notFor(ref.value, 'post');
    const { postId, uniqueId } = ref.value;
    return ok({ postId, ...(uniqueId === undefined ? {} : { uniqueId }) });
  };

  const awemeId = async (text: string): Promise<Result<string>> => {
    const found = await post(text);
    return found.ok ? ok(found.value.postId) : found;
  };

  /** The handle that the address holds; of a post whose address lacks it, the author's. */
  const uniqueid = async (text: string): Promise<Result<string>> => {
    const ref = await resolve(text);
    if (!ref.ok) return ref;
    if ('uniqueId' in ref.value && ref.value.uniqueId !== undefined) return ok(ref.value.uniqueId);
    const author = await authorOf(ref.value);
    if (author === undefined) return notFor(ref.value, 'profile');
    return author.ok ? ok(author.value.uniqueId) : author;
  };

  /** The secUid of the profile, or of the post's author. */
  const secuid = async (text: string): Promise<Result<string>> => {
    const ref = await resolve(text);
    if (!ref.ok) return ref;
    const author = await authorOf(ref.value);
    if (author === undefined) return notFor(ref.value, 'profile');
    if (!author.ok) return author;
    return author.value.secUid === '' ? err(failure('shape', 'author without secUid')) : ok(author.value.secUid);
  };

  return { post, awemeId, uniqueid, secuid };
};

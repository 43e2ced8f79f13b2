import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { handleText, idText, secUidText } from '@/lib/model/idTexts';
import type { ReadPost } from '@/lib/model/page';
import type { Collection, Profile } from '@/lib/model/profile';
import type { Http } from '@/lib/ports/Http';
import { postAddress, profileAddress } from '@/lib/tiktok/address/readAddress';
import type { MixDetail } from '@/lib/tiktok/parse/parsePlaylists';
import { endpoints } from '@/lib/tiktok/request/endpoints';
import { type Read, readSitePage, type Transport } from '@/lib/tiktok/request/transport';
import { askBoth } from './askBoth';

/** Calls for one thing: a post, a profile, the description of a playlist or of a favourites folder. */
export const createDetailCalls = (http: Http, transport: Transport) => {
  const postOfPage = async (itemId: string, uniqueId: string | undefined): Promise<Result<Read<ReadPost>>> => {
    const page = await readSitePage(http, postAddress(itemId, uniqueId));
    if (!page.ok) return page;
    const { post } = page.value;
    if (post === undefined) return err(failure('shape', 'page without the post', { postId: itemId }));
    if (!post.ok) return err({ ...post.error, postId: itemId });
    if (post.value.post.id !== itemId) return err(failure('shape', 'page of another post', { postId: itemId }));
    return ok({ value: post.value, raw: { itemInfo: { itemStruct: post.value.raw }, statusCode: 0 } });
  };

  const profileOfPage = async (uniqueId: string): Promise<Result<Read<Profile>>> => {
    const page = await readSitePage(http, profileAddress(uniqueId));
    if (!page.ok) return page;
    const { profile, rawProfile } = page.value;
    if (profile === undefined) return err(failure('shape', 'page without the profile'));
    return profile.ok ? ok({ value: profile.value, raw: rawProfile }) : profile;
  };

  /**
   * A post by its id. `uniqueId` is a hint: the site finds the post under any handle.
   *
   * @returns the post and the reply (in the shape of item/detail, whichever way it came); `input`, `removed`,
   * `private`, `region`, `age`, `login`, `gate`, `captcha`, `shape`, and the failures of the network
   */
  const post = async (itemId: string, uniqueId?: string): Promise<Result<ReadPost & { readonly reply: unknown }>> => {
    if (!idText.safeParse(itemId).success) return err(failure('input', 'not a post id'));
    const read = await askBoth<Read<ReadPost>>(
      (openTab) => transport.call(endpoints.itemDetail, { itemId }, { openTab }),
      () => postOfPage(itemId, uniqueId),
    );
    return read.ok ? ok({ ...read.value.value, reply: read.value.raw }) : err({ ...read.error, postId: itemId });
  };

  /**
   * A profile by secUid or handle; at least one of them, else `input`. With a handle the page is a second source.
   *
   * @returns the profile and the reply; `removed` (10221 no such user, 10202 banned), `login` (209002), `private`,
   * `gate`, `captcha`, `shape`, and the failures of the network
   */
  const profile = async (who: {
    readonly secUid?: string;
    readonly uniqueId?: string;
  }): Promise<Result<{ readonly profile: Profile; readonly raw: unknown }>> => {
    const { secUid = '', uniqueId = '' } = who;
    const known = secUid !== '' || uniqueId !== '';
    if (!known || (secUid !== '' && !secUidText.safeParse(secUid).success)) return err(failure('input', 'secUid'));
    if (uniqueId !== '' && !handleText.safeParse(uniqueId).success) return err(failure('input', 'uniqueId'));
    const read = await askBoth<Read<Profile>>(
      (openTab) => transport.call(endpoints.userDetail, { secUid, uniqueId }, { openTab }),
      uniqueId === '' ? undefined : () => profileOfPage(uniqueId),
    );
    return read.ok ? ok({ profile: read.value.value, raw: read.value.raw }) : read;
  };

  /** Name and owner of a playlist. */
  const mix = async (mixId: string): Promise<Result<MixDetail>> => {
    const read = await transport.call(endpoints.mixDetail, { mixId });
    return read.ok ? ok(read.value.value) : read;
  };

  /** Name, size and owner's handle of a favourites folder. */
  const collection = async (collectionId: string): Promise<Result<Collection>> => {
    const read = await transport.call(endpoints.collectionDetail, { collectionId });
    return read.ok ? ok(read.value.value) : read;
  };

  return { post, profile, mix, collection };
};

import { z } from 'zod';
import { failure, TokError } from '@/lib/base/failure';
import { idText } from '@/lib/model/idTexts';
import type { Client } from '@/lib/tiktok/client/createSiteClient';
import { type Endpoint, endpoints } from '@/lib/tiktok/request/endpoints';
import { decodeImFetch } from '@/lib/tiktok/webcast/decodeImFetch';
import { unwrap } from './walks';

const text = z.string().default('');
const required = z.string().min(1);
/** Numbers are taken for convenience; they go over the wire as text. */
const cursor = z.union([z.string(), z.number()]).transform(String).default('0');
const count = (usual: number) => z.int().min(1).max(100).default(usual);
const list = (usual: number) =>
  z.object({ secUid: required, cursor, count: count(usual), coverFormat: z.int().default(2) });

/** Parameters of the crawler's calls under the site's own names, with f2's defaults where the site has no better. */
const crawlerModels = {
  userProfile: z
    .object({ secUid: text, uniqueId: text })
    .refine(({ secUid, uniqueId }) => secUid !== '' || uniqueId !== ''),
  userPost: list(35),
  userLike: list(30),
  userCollect: list(30),
  userPlayList: z.object({ secUid: required, cursor, count: count(30) }),
  userMix: z.object({ mixId: idText, cursor, count: count(30) }),
  postDetail: z.object({ itemId: idText }),
  postComment: z.object({ aweme_id: idText, cursor, count: count(20), current_region: text }),
  postFeed: z.object({ count: count(20) }),
  postSearch: z.object({
    keyword: required,
    offset: z.int().nonnegative().default(0),
    count: count(20),
    search_id: text,
  }),
  userLive: z.object({ uniqueId: required, sourceType: z.int().default(54) }),
  checkLiveAlive: z.object({ room_ids: z.array(idText).min(1) }),
  liveImFetch: z.object({ room_id: idText, cursor: text, internal_ext: text }),
} as const;

const check = <M extends z.ZodType>(model: M, params: unknown): z.output<M> => {
  const parsed = model.safeParse(params);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new TokError(
    failure('input', `${issue?.path.join('.') || 'parameters'}: ${issue?.message ?? 'not as expected'}`),
  );
};

/**
 * One call, one raw reply: parsed JSON as the site sent it (whole numbers beyond 2^53 as text). Parameters that do not fit
 * their model throw `input`; refusals and status codes other than 0 throw as everywhere.
 */
export const createCrawler = (client: Client) => {
  const raw =
    <M extends z.ZodType<Record<string, string | number>>>(endpoint: Endpoint<unknown>, model: M) =>
    async (params: z.input<M>): Promise<unknown> =>
      unwrap(await client.askRaw(endpoint, check(model, params)));

  return {
    fetchUserProfile: raw(endpoints.userDetail, crawlerModels.userProfile),
    fetchUserPost: raw(endpoints.postList, crawlerModels.userPost),
    fetchUserLike: raw(endpoints.likeList, crawlerModels.userLike),
    fetchUserCollect: raw(endpoints.favouriteList, crawlerModels.userCollect),
    fetchUserPlayList: raw(endpoints.playlistList, crawlerModels.userPlayList),
    fetchUserMix: raw(endpoints.mixItems, crawlerModels.userMix),
    fetchPostDetail: raw(endpoints.itemDetail, crawlerModels.postDetail),
    fetchPostComment: raw(endpoints.commentList, crawlerModels.postComment),
    fetchPostFeed: raw(endpoints.feed, crawlerModels.postFeed),
    fetchPostSearch: raw(endpoints.searchItems, crawlerModels.postSearch),
    fetchUserLive: raw(endpoints.userRoom, crawlerModels.userLive),
    fetchCheckLiveAlive: async (params: z.input<typeof crawlerModels.checkLiveAlive>): Promise<unknown> => {
      const { room_ids } = check(crawlerModels.checkLiveAlive, params);
      return unwrap(await client.askRaw(endpoints.checkAlive, { room_ids: room_ids.join(',') }));
    },
    /** f2's payload_package: where to go on, and the messages so far, decoded. */
    fetchLiveImFetch: async (params: z.input<typeof crawlerModels.liveImFetch>) => {
      const { room_id, cursor: at, internal_ext } = check(crawlerModels.liveImFetch, params);
      const bytes = unwrap(await client.imFetch({ roomId: room_id, cursor: at, internalExt: internal_ext }));
      return unwrap(decodeImFetch(bytes));
    },
  };
};

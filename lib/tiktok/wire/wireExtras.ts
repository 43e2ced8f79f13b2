import { z } from 'zod';
import {
  cursorText,
  flag,
  id,
  maybeWhole,
  moment,
  moreFlag,
  record,
  records,
  text,
  urls,
  whole,
} from '@/lib/tiktok/wire/coerce';

/** Replies of the item_list family. Empty lists are left out by the site. */
export const itemListWire = z.object({
  itemList: z.array(z.unknown()).nullish(),
  hasMore: moreFlag.nullish(),
  /** The name that search and comments have for it. */
  has_more: moreFlag.nullish(),
  /** Only in creator/item_list, which pages backwards in time. */
  hasMorePrevious: moreFlag.nullish(),
  cursor: cursorText.nullish(),
  /** What story/item_list called the two before 2026-08. */
  HasMoreAfter: moreFlag.nullish(),
  MaxCursor: cursorText.nullish(),
  total: maybeWhole,
});

/** Replies of search: `item_list` in item/full, `data` with mixed blocks in general/full. */
export const searchWire = z.object({
  item_list: z.array(z.unknown()).nullish(),
  data: z.array(z.unknown()).nullish(),
  has_more: moreFlag.nullish(),
  /** The name that the other lists have for it. */
  hasMore: moreFlag.nullish(),
  cursor: cursorText.nullish(),
  log_pb: record({ impr_id: text }),
  extra: record({ logid: text }),
});

/** One block of general search; type 1 holds a post. */
export const searchBlockWire = z.object({ type: whole, item: z.unknown().optional() });

const idText = z
  .union([z.string(), z.int()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,20}$/));

/** One element of comment/list and comment/list/reply. `cid` is demanded. */
export const commentWire = z.object({
  cid: idText,
  aweme_id: id,
  reply_id: id,
  text,
  create_time: moment,
  digg_count: whole,
  reply_comment_total: whole,
  author_pin: flag,
  is_author_digged: flag,
  comment_language: text,
  image_list: records({ origin_url: record({ url_list: urls }), crop_url: record({ url_list: urls }) }),
  user: record({ uid: id, sec_uid: text, unique_id: text, nickname: text }),
});

/** One element of user/playlist (`mixId`, `mixName` beside `id`, `name`), or mix/detail's mixInfo (the latter only). */
export const playlistWire = z.object({ mixId: id, id, mixName: text, name: text, videoCount: whole, cover: urls });

/** One element of user/collection_list. `collectionId` is demanded. */
export const collectionWire = z.object({
  collectionId: idText,
  name: text,
  total: whole,
  userId: id,
  userName: text,
  cover: record({ urlList: urls }),
});

/** `stream_data`, JSON inside text: qualities by sdk_key. */
export const streamDataWire = record({ data: z.record(z.string(), z.unknown()).catch({}) });

const endpointWire = record({ flv: urls, hls: urls, sdk_params: text });

/** One quality of `stream_data`. */
export const qualityWire = record({ main: endpointWire, backup: endpointWire });

/** `sdk_params`, JSON inside the JSON inside the text. */
export const sdkParamsWire = record({ VCodec: text, vbitrate: whole, resolution: text });

const pullWire = record({ pull_data: record({ stream_data: text }) });

/** `data` of /api-live/user/room/ and SIGI_STATE's liveRoomUserInfo: the same fields. */
export const userRoomWire = record({
  user: record({ id, secUid: text, uniqueId: text, nickname: text, roomId: id, status: whole, secret: flag }),
  liveRoom: record({
    title: text,
    liveSubOnly: flag,
    status: whole,
    startTime: moment,
    coverUrl: urls,
    squareCoverImg: urls,
    liveRoomStats: record({ userCount: whole }),
    streamData: pullWire,
    hevcStreamData: pullWire,
  }),
});

/** What SIGI_STATE's LiveRoom says beside the room. */
export const liveGateWire = record({ isAgeGateRoom: flag, needLogin: flag });

const addressByQuality = z.record(z.string(), urls).catch({});

/** `data` of webcast/room/info, and search's `raw_data`. The numeric ids are text when parseJson read them. */
export const webcastRoomWire = record({
  id_str: id,
  id,
  title: text,
  status: whole,
  create_time: moment,
  start_time: moment,
  user_count: whole,
  cover: record({ url_list: urls }),
  owner_user_id_str: id,
  owner_user_id: id,
  owner: record({ id_str: id, id, sec_uid: text, display_id: text, nickname: text }),
  stream_url: record({
    flv_pull_url: addressByQuality,
    hls_pull_url_map: addressByQuality,
    live_core_sdk_data: pullWire,
  }),
});

/** One element of webcast/room/check_alive's data. */
export const aliveWire = z.object({ room_id_str: id, room_id: id, alive: z.boolean() });

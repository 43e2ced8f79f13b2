import { z } from 'zod';
import { ID_PATTERN } from '@/lib/base/patterns';
import {
  decimal,
  flag,
  id,
  list,
  maybeFlag,
  maybeRecord,
  maybeWhole,
  moment,
  record,
  records,
  text,
  urls,
  whole,
} from './coerce';

/**
 * The fields of TikTok's replies that TokShelf reads, and no others. Names as recorded 2023-10 to 2026-10 in page
 * JSON, API, search and mobile pages.
 */
const playAddress = record({
  UrlList: urls,
  UrlKey: text,
  Width: whole,
  Height: whole,
  DataSize: whole,
});

const captionWire = {
  language: text,
  subtitleType: text,
  variant: text,
  isAutoGen: flag,
  captionFormat: text,
  urlList: urls,
  url: urls,
};

/** `itemStruct.video`. */
const videoWire = record({
  width: whole,
  height: whole,
  ratio: text,
  definition: text,
  duration: decimal,
  format: text,
  codecType: text,
  bitrate: whole,
  size: whole,
  playAddr: urls,
  downloadAddr: urls,
  PlayAddrStruct: playAddress,
  bitrateInfo: records({ GearName: text, Bitrate: whole, CodecType: text, Format: text, PlayAddr: playAddress }),
  cover: urls,
  originCover: urls,
  dynamicCover: urls,
  subtitleInfos: records({ LanguageCodeName: text, Source: text, Version: text, Format: text, Url: urls }),
  claInfo: record({ captionInfos: records(captionWire) }),
});
export type VideoWire = z.output<typeof videoWire>;

const imageWire = { imageURL: record({ urlList: urls }), imageWidth: decimal, imageHeight: decimal };

const personWire = {
  id,
  secUid: text,
  uniqueId: text,
  nickname: text,
  avatarLarger: urls,
  avatarMedium: urls,
  avatarThumb: urls,
  verified: maybeFlag,
  privateAccount: maybeFlag,
};

const countsWire = record({
  playCount: maybeWhole,
  diggCount: maybeWhole,
  commentCount: maybeWhole,
  shareCount: maybeWhole,
  collectCount: maybeWhole,
  repostCount: maybeWhole,
});

const tagWire = records({ hashtagName: text });

/** `itemStruct`: one post. Only `id` is demanded. */
export const itemWire = z.object({
  id: z.union([z.string(), z.int()]).transform(String).pipe(z.string().regex(ID_PATTERN)),
  desc: text,
  createTime: moment,
  author: record(personWire),
  stats: countsWire,
  statsV2: countsWire,
  music: record({
    id,
    title: text,
    authorName: text,
    album: text,
    duration: decimal,
    original: flag,
    playUrl: urls,
  }),
  challenges: records({ title: text }),
  textExtra: tagWire,
  contents: records({ textExtra: tagWire }),
  imagePost: maybeRecord({ images: list, cover: record(imageWire), title: text }),
  video: videoWire,
  isPinnedItem: flag,
  privateItem: flag,
  secret: flag,
  forFriend: flag,
  isContentClassified: flag,
  isAd: flag,
  playlistId: id,
  textLanguage: text,
});
export type ItemWire = z.output<typeof itemWire>;

/** One picture of a slideshow. */
export const slideWire = record(imageWire);

const userStatsWire = record({
  followerCount: maybeWhole,
  followingCount: maybeWhole,
  heart: maybeWhole,
  heartCount: maybeWhole,
  videoCount: maybeWhole,
  diggCount: maybeWhole,
  friendCount: maybeWhole,
});

/** `/api/user/detail/` and the page's `webapp.user-detail`. */
export const userDetailWire = z.object({
  userInfo: record({
    user: record({
      ...personWire,
      signature: text,
      openFavorite: maybeFlag,
      roomId: id,
      profileTab: record({ showPlayListTab: flag }),
    }),
    stats: userStatsWire,
    statsV2: userStatsWire,
  }),
});

/** One row of `/api/user/list/`. */
export const personRowWire = z.object({
  user: record({ ...personWire, signature: text }),
  stats: userStatsWire,
  statsV2: userStatsWire,
});

/** `webapp.app-context.user`: the logged-in person. */
export const appUserWire = record({ uid: id, secUid: text, uniqueId: text, nickName: text, avatarUri: urls });

/** `data` of passport/web/account/info: the session's person. The site's own clients read these names. */
export const accountInfoWire = record({
  user_id_str: id,
  user_id: id,
  sec_user_id: text,
  username: text,
  screen_name: text,
  avatar_url: urls,
});

/** `webapp.app-context`: who asks, from where. */
export const appContextWire = record({
  wid: id,
  odinId: id,
  region: text,
  language: text,
  webIdCreatedTime: text,
  user: z.unknown().optional(),
});

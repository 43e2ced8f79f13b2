import type { Comment } from '@/lib/model/comment';
import type { LiveRoom } from '@/lib/model/liveRoom';
import type { Person } from '@/lib/model/people/person';
import type { Post } from '@/lib/model/post';
import type { Collection, Playlist, Profile } from '@/lib/model/profile';
import type { Topic } from '@/lib/tiktok/parse/parseTopic';

/** A single reply: what was read, with the reply it was read from. */
export type Single<T> = T & {
  /** The reply as it came. */
  readonly raw: unknown;
  /** The same as a flat row. */
  toDict(): Row;
};

/** Joins what was read with its reply. */
export const single = <T extends object>(value: T, raw: unknown, row: (value: T) => Row): Single<T> => ({
  ...value,
  raw,
  toDict: () => row(value),
});

/** A flat row for a table. Columns carry f2's names where f2 has such a column; times are ISO 8601 in UTC. */
export type Row = Readonly<Record<string, string | number | boolean>>;

const time = (ms: number): string => (ms > 0 ? new Date(ms).toISOString() : '');

const mediaColumns = (post: Post): Row => {
  const video = post.assets.find((asset) => asset.kind === 'video');
  const cover = post.assets.find((asset) => asset.kind === 'cover');
  const music = post.assets.find((asset) => asset.kind === 'music');
  const gear = video?.gears[0];
  return {
    video_playAddr: gear?.urls[0] ?? '',
    video_width: gear?.width ?? 0,
    video_height: gear?.height ?? 0,
    video_bitrate: gear?.bitrate ?? 0,
    video_codecType: gear?.codec ?? '',
    video_duration: video?.durationSeconds ?? 0,
    video_cover: cover?.urls[0] ?? '',
    images: post.assets.filter((asset) => asset.kind === 'image').length,
    music_id: post.music?.id ?? '',
    music_title: post.music?.title ?? '',
    music_authorName: post.music?.author ?? '',
    music_duration: post.music?.durationSeconds ?? 0,
    music_playUrl: music?.urls[0] ?? '',
  };
};

/** A post as a row. */
export const postRow = (post: Post): Row => ({
  aweme_id: post.id,
  kind: post.kind,
  createTime: time(post.createdAt),
  desc: post.desc,
  nickname: post.author.nickname,
  uniqueId: post.author.uniqueId,
  uid: post.author.uid,
  secUid: post.author.secUid,
  mixId: post.mixId ?? '',
  hashtags: post.hashtags.join(' '),
  isPinnedItem: post.pinned,
  privateItem: post.private,
  playCount: post.stats.plays,
  diggCount: post.stats.likes,
  commentCount: post.stats.comments,
  shareCount: post.stats.shares,
  collectCount: post.stats.favourites,
  ...mediaColumns(post),
});

/** A profile as a row. */
export const profileRow = ({ author, stats, ...profile }: Profile): Row => ({
  uid: author.uid,
  secUid: author.secUid,
  uniqueId: author.uniqueId,
  nickname: author.nickname,
  signature: profile.bio,
  verified: author.verified ?? false,
  privateAccount: author.privateAccount ?? false,
  openFavorite: profile.likesPublic,
  showPlayListTab: profile.showsPlaylists,
  followerCount: stats.followers,
  followingCount: stats.following,
  friendCount: stats.friends,
  heartCount: stats.likesReceived,
  diggCount: stats.liked,
  videoCount: stats.videos,
  live_room_id: profile.roomId ?? '',
});

/** A person of a list as a row; a count that the site leaves out is empty. */
export const personRow = ({ author, bio, counts }: Person): Row => ({
  uid: author.uid,
  secUid: author.secUid,
  uniqueId: author.uniqueId,
  nickname: author.nickname,
  signature: bio,
  verified: author.verified ?? false,
  privateAccount: author.privateAccount ?? false,
  followerCount: counts.followers ?? '',
  followingCount: counts.following ?? '',
  heartCount: counts.likesReceived ?? '',
  videoCount: counts.videos ?? '',
});

/** A playlist as a row. */
export const playlistRow = ({ mixId, name, videoCount }: Playlist): Row => ({ mixId, mixName: name, videoCount });

/** A favourites folder as a row. */
export const collectionRow = ({ collectionId, name, total, ownerName }: Collection): Row => ({
  collectionId,
  name,
  total,
  ownerName,
});

/** A hashtag, a sound or a place as a row. */
export const topicRow = ({ id, name, detail, videoCount }: Topic): Row => ({ id, name, detail, videoCount });

/** A comment as a row. */
export const commentRow = (comment: Comment): Row => ({
  cid: comment.id,
  aweme_id: comment.postId,
  reply_id: comment.parentId ?? '',
  createTime: time(comment.createdAt),
  text: comment.text,
  digg_count: comment.likes,
  reply_count: comment.replyCount,
  pinned: comment.pinned,
  images: comment.images.length,
  uid: comment.author.uid,
  secUid: comment.author.secUid,
  uniqueId: comment.author.uniqueId,
  nickname: comment.author.nickname,
});

/** A live room as a row. */
export const roomRow = (room: LiveRoom): Row => {
  const best = room.streams[0];
  return {
    live_room_id: room.roomId,
    live_title: room.title,
    live_status: room.status,
    live_startTime: time(room.startedAt),
    live_user_count: room.viewers,
    live_coverUrl: room.cover ?? '',
    live_qualities: room.streams.map(({ quality }) => quality).join(' '),
    live_flv_url: best?.flv ?? '',
    live_hls_url: best?.hls ?? '',
    user_id: room.owner.uid,
    user_secUid: room.owner.secUid,
    user_uniqueId: room.owner.uniqueId,
    nickname: room.owner.nickname,
  };
};

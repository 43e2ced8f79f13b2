import { readFileSync } from 'node:fs';
import type { ItemContext, Json } from './itemTypes.ts';
import { videoOf } from './itemVideo.ts';
import type { DemoPost, DemoUser } from './world/types.ts';

const load = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`../fixtures/pages/replies/${name}.json`, import.meta.url), 'utf8'));
const templates: Record<string, Json> = {
  video: load('item-detail-video').itemInfo.itemStruct,
  photos: load('item-detail-photos').itemInfo.itemStruct,
};

/** Author object as it stands in items. */
export const authorOf = (user: DemoUser, context: ItemContext): Json => {
  const picture = (size: number): string =>
    context.addresses.image(
      user.uid,
      'avatar',
      String(user.picture ?? 0),
      context.expire,
      `tplv-tiktokx-cropcenter:${size}:${size}.jpeg`,
    )[0] ?? '';
  return {
    ...templates.video.author,
    id: user.uid,
    secUid: user.secUid,
    uniqueId: user.uniqueId,
    nickname: user.nickname,
    signature: user.bio,
    verified: user.verified,
    privateAccount: user.private,
    secret: user.private,
    openFavorite: user.openLikes,
    avatarLarger: picture(1080),
    avatarMedium: picture(720),
    avatarThumb: picture(100),
  };
};

/** itemStruct as /api/item/detail/ sends it: the recorded reply of its kind with the post's own values and addresses. */
export const itemOf = (post: DemoPost, context: ItemContext): Json => {
  const { addresses, expire } = context;
  const item: Json = structuredClone(templates[post.kind]);
  const cover = (kind: 'cover' | 'cover-animated'): string =>
    addresses.image(post.id, kind, '0', expire, 'tplv-tiktokx-origin.image')[0] ?? '';
  item.id = post.id;
  item.createTime = Math.floor(post.createdMs / 1000);
  item.desc = post.desc;
  item.author = authorOf(post.owner, context);
  if (!post.recorded) describe(item, post);
  item.privateItem = false;
  if (post.pinned) item.isPinnedItem = true;
  if (post.mixId) item.playlistId = post.mixId;
  const stats = {
    collectCount: Math.floor(post.likes / 9),
    commentCount: post.comments,
    diggCount: post.likes,
    playCount: post.plays,
    shareCount: Math.floor(post.likes / 20),
  };
  item.stats = stats;
  item.statsV2 = {
    ...Object.fromEntries(Object.entries(stats).map(([key, value]) => [key, String(value)])),
    repostCount: '0',
  };
  item.music = { ...item.music, playUrl: addresses.music(post.id, post.kind === 'photos', expire) };
  for (const size of ['coverLarge', 'coverMedium', 'coverThumb']) item.music[size] = cover('cover');
  if (!post.recorded)
    Object.assign(item.music, {
      id: `70${post.id.slice(2)}`,
      title: 'original sound',
      authorName: post.owner.nickname,
      original: true,
    });
  if (post.kind === 'photos') {
    item.imagePost.images = Array.from({ length: post.images }, (_, n) => image(post, n + 1, context));
    item.imagePost.cover = image(post, 1, context);
    item.imagePost.shareCover = image(post, 1, context);
    item.video = { ...item.video, id: post.id, cover: cover('cover'), originCover: cover('cover') };
    return item;
  }
  item.video = videoOf(item.video, post, context, cover);
  return item;
};

const image = (post: DemoPost, n: number, { addresses, expire }: ItemContext): Json => ({
  imageHeight: 960,
  imageURL: {
    urlList: addresses.image(
      post.id,
      'image',
      String(n),
      expire,
      `tplv-photomode-image.${post.design === 8 ? 'webp' : 'jpeg'}`,
    ),
  },
  imageWidth: 720,
});

const describe = (item: Json, post: DemoPost): void => {
  const tags = [...post.desc.matchAll(/#([\p{L}\p{N}_]+)/gu)];
  const extra = tags.map((tag, n) => ({
    awemeId: '',
    end: tag.index + tag[0].length,
    hashtagId: String(40_000 + n),
    hashtagName: tag[1],
    isCommerce: false,
    start: tag.index,
    subType: 0,
    type: 1,
  }));
  item.contents = [{ desc: post.desc, ...(extra.length > 0 ? { textExtra: extra } : {}) }];
  delete item.suggestedWords;
  delete item.textExtra;
  delete item.challenges;
  if (extra.length === 0) return;
  item.textExtra = extra;
  item.challenges = tags.map((tag, n) => ({
    coverLarger: '',
    coverMedium: '',
    coverThumb: '',
    desc: '',
    id: String(40_000 + n),
    profileLarger: '',
    profileMedium: '',
    profileThumb: '',
    title: tag[1],
  }));
};

import { readFileSync } from 'node:fs';
import { authorOf, itemOf } from '../item.ts';
import type { Json } from '../itemTypes.ts';
import { itemContext, json, modelled, plain, recorded, type Visit } from '../visit.ts';
import type { DemoUser } from '../world/types.ts';
import type { Reply } from './reply.ts';

const template: Json = JSON.parse(
  readFileSync(new URL('../../fixtures/pages/replies/user-detail.json', import.meta.url), 'utf8'),
);

/** /api/item/detail/ */
export const itemDetail = (visit: Visit): Reply => {
  const post = visit.site.world.post(visit.query.get('itemId') ?? '');
  if (!post) return json({ statusCode: 10204, status_code: 0, status_msg: '' }, recorded('2026-10'));
  if (post.withheld)
    return json(
      { statusCode: post.withheld.code, status_code: 0, status_msg: '', statusMsg: post.withheld.message },
      recorded('2026-10'),
    );
  return json(
    {
      itemInfo: { itemStruct: itemOf(post, itemContext(visit)) },
      shareMeta: { desc: post.desc, title: `${post.owner.nickname} on TikTok` },
      statusCode: 0,
      statusMsg: '',
      status_code: 0,
      status_msg: '',
    },
    recorded('2026-10'),
  );
};

/** userInfo as the API and the profile page hold it. */
export const userInfo = (user: DemoUser, visit: Visit): Json => {
  const posts = visit.site.world.postsOf(user);
  const likes = posts.reduce((sum, post) => sum + post.likes, 0);
  const stats = {
    diggCount: 0,
    followerCount: 1_234_567,
    followingCount: visit.site.world.followingOf(user).length,
    friendCount: 3,
    heart: likes,
    heartCount: likes,
    videoCount: posts.length,
  };
  return {
    stats: { ...stats, followerCount: 1_200_000 },
    statsV2: Object.fromEntries(Object.entries(stats).map(([key, value]) => [key, String(value)])),
    user: {
      ...template.userInfo.user,
      ...authorOf(user, itemContext(visit)),
      bioLink: undefined,
      profileTab: { showMusicTab: false, showPlayListTab: visit.site.world.playlistsOf(user).length > 0 },
      roomId: user.uniqueId === 'tokshelf.live' ? '7692023419818265357' : '',
    },
  };
};

/** /api/user/detail/ by uniqueId or secUid; both names must be in the query. */
export const userDetail = (visit: Visit): Reply => {
  const { query, site } = visit;
  if (!query.has('secUid') || !query.has('uniqueId'))
    return json(
      { statusCode: 10201, status_code: 0, status_msg: '' },
      modelled('both parameters must be there, reported 2026'),
    );
  const user = query.get('uniqueId')
    ? site.world.userByName(query.get('uniqueId') ?? '')
    : site.world.userBySecUid(query.get('secUid') ?? '');
  if (!user) return json({ statusCode: 10221, status_code: 0, status_msg: '', userInfo: {} }, recorded('2026-10'));
  const hidden = user.private && visit.user !== user;
  return json(
    {
      shareMeta: {
        desc: `@${user.uniqueId} 1.2m Followers - Watch awesome short videos created by ${user.nickname}`,
        title: `${user.nickname} on TikTok`,
      },
      statusCode: hidden ? 10222 : 0,
      ...(hidden ? { statusMsg: 'ErrBizUserSecret' } : {}),
      status_code: 0,
      status_msg: '',
      userInfo: userInfo(user, visit),
    },
    hidden ? modelled('10222 with userInfo, reported 2026-07') : recorded('2026-10'),
  );
};

/** /oembed?url= */
export const oembed = (visit: Visit): Reply => {
  const id = /\/(?:video|photo)\/(\d+)/.exec(visit.query.get('url') ?? '')?.[1];
  const post = id ? visit.site.world.post(id) : undefined;
  if (!post || (post.withheld && post.withheld.message !== 'cross_border_violation_ur')) {
    return {
      ...plain(400, modelled('oEmbed of a deleted post, reported 2026-09')),
      body: Buffer.from('{"code":400,"message":"Something went wrong"}'),
    };
  }
  return json(
    {
      version: '1.0',
      type: 'video',
      title: post.desc,
      author_url: `https://www.tiktok.com/@${post.owner.uniqueId}`,
      author_name: post.owner.nickname,
      author_unique_id: post.owner.uniqueId,
      embed_product_id: post.id,
      embed_type: post.kind === 'video' ? 'video' : 'photo',
      provider_url: 'https://www.tiktok.com',
      provider_name: 'TikTok',
    },
    modelled('oEmbed fields as published'),
  );
};

import { itemOf } from '../item.ts';
import type { Json } from '../itemTypes.ts';
import { itemContext, json, modelled, type Visit } from '../visit.ts';
import type { DemoPost } from '../world/types.ts';
import { countOf, offsetList } from './lists.ts';
import type { Reply } from './reply.ts';

const done = { statusCode: 0, status_code: 0, status_msg: '' };

/** /api/following/item_list/: posts of those that the person follows, newest first. */
export const followingFeed = (visit: Visit): Reply => {
  const { world } = visit.site;
  const all = visit.user ? world.followedBy(visit.user).flatMap((user) => world.postsOf(user)) : [];
  return offsetList(
    visit,
    all.toSorted((a, b) => b.createdMs - a.createdMs || (a.id < b.id ? 1 : -1)),
  );
};

/** /api/friends/item_list/: posts of the one friend. */
export const friendsFeed = (visit: Visit): Reply => {
  const { world } = visit.site;
  const friend = world.userByName('demo.friend');
  return offsetList(visit, visit.user && friend ? world.postsOf(friend) : []);
};

/** /api/related/item_list/: one page, which says that there is more all the same. */
export const relatedList = (visit: Visit): Reply => {
  const context = itemContext(visit);
  const posts = visit.site.world.relatedTo(visit.query.get('itemID') ?? '').slice(0, countOf(visit, 16));
  return json(
    { ...done, cursor: '0', hasMore: true, itemList: posts.map((post) => itemOf(post, context)) },
    modelled('posts like one as public clients read them, 2026'),
  );
};

/** A post in the shape of the app's replies. */
const appItem = (post: DemoPost, visit: Visit): Json => {
  const item = itemOf(post, itemContext(visit));
  const { author, stats, music } = item;
  const picture = (urls: readonly string[]) => ({ url_list: urls, width: 720, height: 960 });
  return {
    aweme_id: post.id,
    desc: post.desc,
    create_time: Math.floor(post.createdMs / 1000),
    author: {
      uid: author.id,
      sec_uid: author.secUid,
      unique_id: author.uniqueId,
      nickname: author.nickname,
      avatar_thumb: picture([author.avatarThumb]),
    },
    statistics: {
      play_count: stats.playCount,
      digg_count: stats.diggCount,
      comment_count: stats.commentCount,
      share_count: stats.shareCount,
      collect_count: stats.collectCount,
    },
    music: { id_str: music.id, title: music.title },
    video: { cover: picture([item.video.cover]) },
    ...(post.kind === 'photos'
      ? {
          image_post_info: {
            images: item.imagePost.images.map((image: Json) => ({ display_image: picture(image.imageURL.urlList) })),
          },
        }
      : {}),
  };
};

/** /tiktok/watch/history/list/v1/: the app's shape; when each post was watched stands beside the posts, and is the cursor. */
export const watchHistory = (visit: Visit): Reply => {
  const all = visit.user ? visit.site.world.watchedBy(visit.user) : [];
  const before = Number(visit.listFault?.kind === 'repeat-page' ? 0 : visit.query.get('cursor'));
  const rest = before > 0 ? all.filter(({ at }) => at < before) : all;
  const page = rest.slice(0, countOf(visit, 20));
  return json(
    {
      status_code: 0,
      has_more: rest.length > page.length ? 1 : 0,
      aweme_list: page.map(({ post }) => appItem(post, visit)),
      aweme_watch_history: page.map(({ at }) => String(at)),
    },
    modelled('watch history in the shape of the app, as reported 2026'),
  );
};

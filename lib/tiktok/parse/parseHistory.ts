import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { Asset } from '@/lib/model/media';
import type { Page, ReadPost } from '@/lib/model/page';
import type { LostFile, Post } from '@/lib/model/post';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import { failureInReply, shapeFailure } from '@/lib/tiktok/wire/replyStatus';
import { type AppItemWire, appItemWire, historyWire } from '@/lib/tiktok/wire/wireApp';
import { goesOn, misplaced, readEach, tooMany } from './readPageOf';

const assetsOf = ({ video, image_post_info: photos }: AppItemWire): Asset[] => {
  const images = (photos?.images ?? []).flatMap(({ display_image: { url_list: urls, width, height } }, at): Asset[] =>
    urls.length === 0 ? [] : [{ kind: 'image', index: at + 1, urls, width, height }],
  );
  const cover = video.cover.url_list;
  return [...images, ...(cover.length > 0 ? [{ kind: 'cover' as const, urls: cover }] : [])];
};

// No address of the app is fetched: the post's own page is asked for what it really has, when its turn comes.
const lostOf = ({ image_post_info: photos, music }: AppItemWire): LostFile[] => [
  ...(photos ? [] : [{ kind: 'video' as const, index: 0 }]),
  ...(photos?.images ?? []).flatMap(({ display_image: { url_list: urls } }, at) =>
    urls.length === 0 ? [{ kind: 'image' as const, index: at + 1 }] : [],
  ),
  ...(music.id_str === '' && music.mid === '' ? [] : [{ kind: 'music' as const, index: 0 }]),
];

/**
 * Reads a post in the shape of the app's replies (names as reported 2026-10): who, when, what and how often, cover and pictures. The
 * video's own address is left to the post's page.
 */
export const parseAppItem = (raw: unknown): Result<ReadPost> => {
  const parsed = appItemWire.safeParse(raw);
  if (!parsed.success) return err(shapeFailure('history', parsed.error));
  const item = parsed.data;
  const { author, statistics: counts } = item;
  const avatar = author.avatar_thumb.url_list[0];
  const lost = lostOf(item);
  const post: Post = {
    id: item.aweme_id,
    kind: item.image_post_info ? 'photos' : 'video',
    author: {
      secUid: author.sec_uid,
      uid: author.uid,
      uniqueId: author.unique_id,
      nickname: author.nickname,
      ...(avatar === undefined ? {} : { avatar }),
    },
    createdAt: item.create_time,
    desc: item.desc,
    hashtags: [...new Set(item.text_extra.map(({ hashtag_name: name }) => name).filter((name) => name !== ''))],
    stats: {
      plays: counts.play_count,
      likes: counts.digg_count,
      comments: counts.comment_count,
      shares: counts.share_count,
      favourites: counts.collect_count,
      reposts: 0,
    },
    pinned: false,
    private: false,
    classified: false,
    isAd: false,
    assets: assetsOf(item),
    ...(lost.length > 0 ? { lost } : {}),
  };
  return ok({ post, raw });
};

/**
 * Reads one page of the watch history: the shape of the app, with the times of watching beside the posts; the last of them leads to
 * the next page. Error: the status's code, or `shape` for what is no such page, one that goes on without a time among them.
 */
export const parseHistory = (raw: unknown): Result<Page<ReadPost>> => {
  const refused = failureInReply(raw);
  if (refused) return err(refused);
  const elsewhere = misplaced(
    raw,
    { what: 'history', expected: 'aweme_list', items: 'posts' },
    (item) => parseAppItem(item).ok,
  );
  if (!isRecord(raw) || !('aweme_list' in raw || 'has_more' in raw))
    return err(elsewhere ?? failure('shape', 'history: no list'));
  const parsed = historyWire.safeParse(raw);
  if (!parsed.success) return err(shapeFailure('history', parsed.error));
  const { aweme_list: list, aweme_watch_history: times, has_more: more } = parsed.data;
  if (!list && elsewhere) return err(elsewhere);
  const elements = list ?? [];
  const crowded = tooMany('history', elements);
  if (crowded) return err(crowded);
  const hasMore = goesOn(more, elements);
  const cursor = times?.at(-1) ?? '';
  if (hasMore && cursor === '') return err(failure('shape', 'history: goes on without a time'));
  return ok({ ...readEach(elements, parseAppItem), cursor, hasMore, raw });
};

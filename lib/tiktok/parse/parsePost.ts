import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { ReadPost } from '@/lib/model/page';
import type { Author, Post } from '@/lib/model/post';
import { isRecord, LONGEST_TEXT, MOST_PARTS } from '@/lib/tiktok/wire/coerce';
import { shapeFailure } from '@/lib/tiktok/wire/replyStatus';
import { type ItemWire, itemWire } from '@/lib/tiktok/wire/wire';
import { parseAssets } from './parseAssets';

/** The person of a post, a profile or a playlist: the same field names in all of them. */
export const readAuthor = (person: ItemWire['author']): Author => {
  const avatar = person.avatarLarger[0] ?? person.avatarMedium[0] ?? person.avatarThumb[0];
  return {
    secUid: person.secUid,
    uid: person.id,
    uniqueId: person.uniqueId,
    nickname: person.nickname,
    ...(avatar === undefined ? {} : { avatar }),
    ...(person.verified === undefined ? {} : { verified: person.verified }),
    ...(person.privateAccount === undefined ? {} : { privateAccount: person.privateAccount }),
  };
};

/** Unix seconds of September 2016 and of the year 2100: an id whose upper half lies outside is made another way. */
const ID_SECONDS = { from: 1_472_706_000, to: 4_102_444_800 };

// The upper 32 bits of an id are the second in which the post was made.
const timeOfId = (id: string): number => {
  const seconds = Number(BigInt(id) >> 32n);
  return seconds >= ID_SECONDS.from && seconds <= ID_SECONDS.to ? seconds * 1000 : 0;
};

const readStats = ({ stats, statsV2 }: ItemWire): Pick<Post, 'stats' | 'uncounted'> => {
  // statsV2 is exact, stats is rounded (142900000 for 142928477).
  const sent = (name: keyof ItemWire['stats']): number | undefined => statsV2[name] ?? stats[name];
  const count = (name: keyof ItemWire['stats']): number => sent(name) ?? 0;
  const uncounted = [
    ...(sent('playCount') === undefined ? ['plays' as const] : []),
    ...(sent('diggCount') === undefined ? ['likes' as const] : []),
  ];
  const counts = {
    plays: count('playCount'),
    likes: count('diggCount'),
    comments: count('commentCount'),
    shares: count('shareCount'),
    favourites: count('collectCount'),
    reposts: count('repostCount'),
  };
  return { stats: counts, ...(uncounted.length > 0 ? { uncounted } : {}) };
};

const readHashtags = (item: ItemWire): string[] => {
  const tags = [...item.textExtra, ...item.contents.flatMap((content) => content.textExtra)];
  const names = [...tags.map((tag) => tag.hashtagName), ...item.challenges.map((challenge) => challenge.title)];
  return [...new Set(names.filter((name) => name !== ''))];
};

const readMusic = ({ music }: ItemWire): Pick<Post, 'music'> =>
  music.id === '' && music.title === ''
    ? {}
    : {
        music: {
          id: music.id,
          title: music.title,
          author: music.authorName,
          album: music.album,
          durationSeconds: music.duration,
          original: music.original,
        },
      };

/**
 * Reads one post from an `itemStruct` of any source: item/detail, every item_list, search, page JSON, the mobile
 * page's `api-data`. What is missing or odd costs itself only: such a post has less. A post with neither gears nor
 * pictures is still a post.
 *
 * @returns code `shape` when it is no object or has no id; never throws.
 */
export const parsePost = (raw: unknown): Result<ReadPost> => {
  const parsed = itemWire.safeParse(raw);
  if (!parsed.success) return err(shapeFailure('post', parsed.error));
  if (isRecord(raw) && typeof raw.desc === 'string' && raw.desc.length > LONGEST_TEXT)
    return err(failure('shape', `post: text of ${raw.desc.length} characters`));
  const item = parsed.data;
  const pictures = item.imagePost?.images.length ?? 0;
  if (pictures > MOST_PARTS) return err(failure('shape', `post: ${pictures} pictures`));
  const title = item.imagePost?.title ?? '';
  const post: Post = {
    id: item.id,
    author: readAuthor(item.author),
    createdAt: item.createTime || timeOfId(item.id),
    desc: item.desc,
    ...(title === '' ? {} : { title }),
    hashtags: readHashtags(item),
    ...readStats(item),
    pinned: item.isPinnedItem,
    private: item.privateItem || item.secret || item.forFriend,
    classified: item.isContentClassified,
    isAd: item.isAd,
    ...(item.playlistId === '' ? {} : { mixId: item.playlistId }),
    ...readMusic(item),
    ...(item.textLanguage === '' || item.textLanguage === 'un' ? {} : { language: item.textLanguage }),
    ...parseAssets(item, raw),
  };
  return ok({ post, raw });
};

import { isLaterId } from '@/lib/model/idTexts';
import type { Job, JobOptions } from '@/lib/model/job';
import type { ListEntry } from '@/lib/model/listEntry';
import type { Post } from '@/lib/model/post';
import { traitsOf } from '@/lib/model/source';
import type { Interval } from './readInterval';

/** Whether a post is newer than the one that a job for news begins after. */
const isAfter = (postId: string, { afterPostId = '' }: JobOptions): boolean =>
  afterPostId === '' || isLaterId(postId, afterPostId);

/** Whether a job asks for what is new in its list, whatever was there before. */
export const isForNews = ({ listedAfter, noteOnly }: JobOptions): boolean =>
  listedAfter !== undefined || noteOnly === true;

/** Whether a post came to the list of a job as late as the job asks for; `met` = its place as of earlier readings. */
export const isListedLate = (
  post: Post,
  { options: { listedAfter, noteOnly }, source }: Pick<Job, 'options' | 'source'>,
  met: Pick<ListEntry, 'firstSeen'> | undefined,
): boolean => {
  if (noteOnly) return false;
  if (listedAfter === undefined) return true;
  if (traitsOf(source.kind).chronological && post.createdAt > 0) return post.createdAt > listedAfter;
  return met === undefined || met.firstSeen > listedAfter;
};

/** Whether a post of a list by date may be one that its job asks for as new. */
export const isNew = ({ id, createdAt }: Post, options: JobOptions): boolean =>
  isAfter(id, options) && (createdAt === 0 || createdAt > (options.listedAfter ?? -1));

/** Whether a post is what the person asked for. A post without a date passes no interval. */
export const passesFilter = (post: Post, options: JobOptions, interval: Interval | undefined): boolean => {
  const { postKind = 'all', minLikes = 0, minPlays = 0 } = options;
  if (!isAfter(post.id, options)) return false;
  if (postKind === 'video' && post.kind !== 'video') return false;
  if (postKind === 'photos' && post.kind !== 'photos') return false;
  if (post.stats.likes < minLikes || post.stats.plays < minPlays) return false;
  return interval === undefined || (post.createdAt >= interval.from && post.createdAt <= interval.to);
};

/** What the person asked for that the post does not tell, where all else would let it pass; empty when the filters can judge it. */
export const untold = (post: Post, options: JobOptions, interval: Interval | undefined): string => {
  const lacks = (count: 'plays' | 'likes'): boolean => post.uncounted?.includes(count) === true;
  const noLikes = (options.minLikes ?? 0) > 0 && lacks('likes');
  const noPlays = (options.minPlays ?? 0) > 0 && lacks('plays');
  const noDate = interval !== undefined && post.createdAt === 0;
  const rest = { ...options, ...(noLikes ? { minLikes: 0 } : {}), ...(noPlays ? { minPlays: 0 } : {}) };
  if (!passesFilter(post, rest, noDate ? undefined : interval)) return '';
  return [noLikes ? 'likes' : '', noPlays ? 'plays' : '', noDate ? 'date' : '']
    .filter((name) => name !== '')
    .join(', ');
};

/** The filters of a job as one text: equal texts let the same posts through. Empty = all of them. */
export const filterKey = ({ interval, postKind, minLikes, minPlays, ...rest }: JobOptions): string =>
  [
    // Whenever they begin: all of them note the whole list.
    isForNews(rest) ? 'new' : '',
    interval === undefined || interval === 'all' || interval === '' ? '' : `interval=${interval}`,
    postKind === undefined || postKind === 'all' ? '' : `kind=${postKind}`,
    minLikes ? `likes=${minLikes}` : '',
    minPlays ? `plays=${minPlays}` : '',
  ]
    .filter((part) => part !== '')
    .join('&');

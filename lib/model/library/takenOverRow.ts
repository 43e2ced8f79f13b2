import type { PostRow } from '@/lib/model/postRow';
import type { TakenOver } from './takenOver';
import { isPlausibleId, timeOfId } from './timeOfId';

/** The row of a post of which nothing but its id is known. It gets its facts when a list or its page is read. */
export const takenOverRow = (postId: string, uniqueId: string | undefined, takenOver: TakenOver): PostRow => ({
  id: postId,
  post: {
    id: postId,
    kind: 'video',
    author: { secUid: '', uid: '', uniqueId: uniqueId ?? '', nickname: '' },
    createdAt: isPlausibleId(postId, takenOver.at) ? timeOfId(postId) : 0,
    ...{ desc: '', hashtags: [], assets: [] },
    stats: { plays: 0, likes: 0, comments: 0, shares: 0, favourites: 0, reposts: 0 },
    uncounted: ['plays', 'likes'],
    ...{ pinned: false, private: false, classified: false, isAd: false },
  },
  ...{ kinds: [], keys: [], unavailable: [] },
  takenOver,
  updatedAt: takenOver.at,
});

/** Whether nothing but a mark is known of a post. */
export const isBareMark = ({ takenOver, keys, post }: PostRow): boolean =>
  takenOver !== undefined && keys.length === 0 && post.author.secUid === '';

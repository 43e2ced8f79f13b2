import { expect, test } from 'vitest';
import { commentsJson, descText, metadataJson } from '@/lib/media/sidecars';
import type { Comment } from '@/lib/model/comment';
import { type Post, postSchema } from '@/lib/model/post';

const post: Post = postSchema.parse({
  id: '7692114317151423775',
  kind: 'video',
  author: { secUid: 's', uid: '1', uniqueId: 'a', nickname: 'A' },
  createdAt: 1,
  desc: '  Ünïcode / "quotes" 🎉\n#tag  ',
  hashtags: ['tag'],
  stats: { plays: 0, likes: 0, comments: 0, shares: 0, favourites: 0, reposts: 0 },
  pinned: false,
  private: false,
  classified: false,
  isAd: false,
  assets: [],
});

const address = 'https://www.tiktok.com/@a/video/7692114317151423775';

const comment = (id: string, parentId?: string): Comment => ({
  id,
  postId: post.id,
  ...(parentId === undefined ? {} : { parentId }),
  text: `text of ${id}`,
  createdAt: 1,
  likes: 0,
  replyCount: 0,
  pinned: false,
  likedByAuthor: false,
  images: [],
  author: { uid: '1', secUid: 's', uniqueId: 'a', nickname: 'A' },
});

test('the caption stays letter by letter', () => {
  expect(descText(post)).toBe('  Ünïcode / "quotes" 🎉\n#tag  ');
});

test('metadata holds every fact, ids as text, and ends with a line end', () => {
  const text = metadataJson({
    savedAt: Date.UTC(2026, 9, 5, 1, 2, 3),
    list: 'posts:s',
    way: 'page',
    address,
    post,
    raw: { id: '7692114317151423775', odd: null },
  });
  expect(text.endsWith('}\n')).toBe(true);
  expect(JSON.parse(text)).toEqual({
    version: 1,
    savedAt: '2026-10-05T01:02:03.000Z',
    list: 'posts:s',
    way: 'page',
    address,
    post,
    raw: { id: '7692114317151423775', odd: null },
  });
});

test('replies stand under the comment they answer; one whose parent was not read stays on top', () => {
  const text = commentsJson({
    savedAt: 0,
    address,
    postId: post.id,
    total: 5,
    comments: [comment('1'), comment('2'), comment('3', '1'), comment('4', '1'), comment('5', '99')],
  });
  const data = JSON.parse(text);
  expect(data).toMatchObject({ version: 1, postId: post.id, total: 5, read: 5, address });
  const tree = data.comments.map((top: { id: string; replies: { id: string }[] }) => [
    top.id,
    top.replies.map(({ id }) => id),
  ]);
  expect(tree).toEqual([
    ['1', ['3', '4']],
    ['2', []],
    ['5', []],
  ]);
});

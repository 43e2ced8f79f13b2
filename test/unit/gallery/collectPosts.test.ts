import { describe, expect, it } from 'vitest';
import { collectPosts, type SavedFile, type SavedPost } from '@/lib/gallery/collectPosts';

const file = (kind: SavedFile['kind'], more: Partial<SavedFile> = {}): SavedFile => ({
  ...{ kind, index: '0', missing: false, path: `${kind}.bin` },
  ...more,
});

const post = (id: string, files: readonly SavedFile[], more: Partial<SavedPost> = {}): SavedPost => ({
  ...{ id, uniqueId: 'a', nickname: 'A', postedAt: Number(id), desc: `words ${id}`, files },
  ...more,
});

const none = (): boolean => false;

describe('the posts of a gallery', () => {
  it('are newest first, each person once', () => {
    const saved = [
      post('1', [file('video')]),
      post('3', [file('video')], { uniqueId: 'b', nickname: 'B' }),
      post('2', [file('video')]),
    ];
    const { posts, authors } = collectPosts(saved, (id) => id === '2', false);
    expect(posts.map(({ id, by, thumb }) => [id, by, thumb])).toEqual([
      ['3', 0, undefined],
      ['2', 1, 1],
      ['1', 1, undefined],
    ]);
    expect(authors).toEqual([
      ['b', 'B'],
      ['a', 'A'],
    ]);
  });

  it('show a slideshow in its order with its music, and a video without', () => {
    const slides = [
      file('image', { index: '10', path: 'c.jpg' }),
      file('image', { index: '01', path: 'a b.jpg' }),
      file('image', { index: '02', path: 'b#.jpg' }),
      file('music', { path: 'm.mp3' }),
      file('metadata'),
    ];
    const { posts } = collectPosts(
      [post('1', slides), post('2', [file('video'), file('music'), file('cover')])],
      none,
      false,
    );
    expect(posts[1]).toMatchObject({ pictures: ['a%20b.jpg', 'b%23.jpg', 'c.jpg'], music: 'm.mp3' });
    expect(posts[0]).toMatchObject({ video: 'video.bin' });
    expect(posts[0]).not.toHaveProperty('music');
    expect(posts[0]).not.toHaveProperty('pictures');
  });

  it('lead to subtitles and comments, and say where their texts were taken along', () => {
    const files = [
      file('video'),
      file('subtitle', { index: 'eng-US', path: 'a b.srt' }),
      file('subtitle', { index: 'deu-DE', path: 'c.srt', missing: true }),
      file('comments', { path: 'c.json' }),
    ];
    const saved = [post('2', files), post('1', [file('video')])];
    const due = { subtitles: [['eng-US', 'a%20b.srt']], comments: 'c.json' };
    const { posts, leftOut } = collectPosts(saved, none, true);
    expect(posts[0]).toMatchObject({ ...due, texts: 1 });
    expect(posts[1]).not.toHaveProperty('texts');
    expect(leftOut.missing).toBe(1);
    const unread = collectPosts(saved, none, false).posts[0];
    expect(unread).toMatchObject(due);
    expect(unread).not.toHaveProperty('texts');
  });

  it('leave out and count what is gone or lies elsewhere, and posts of which nothing is left', () => {
    const saved = [
      post('1', [file('video', { missing: true })]),
      post('2', [file('video', { path: undefined }), file('music')]),
      post('3', [file('desc'), file('comments')]),
      post('4', [file('image', { missing: true, index: '01' }), file('image', { index: '02', path: 'b.jpg' })]),
    ];
    const { posts, leftOut } = collectPosts(saved, none, false);
    expect(posts.map(({ id }) => id)).toEqual(['4', '2']);
    expect(posts[0]).toMatchObject({ pictures: ['b.jpg'] });
    expect(leftOut).toEqual({ missing: 2, elsewhere: 1 });
  });
});

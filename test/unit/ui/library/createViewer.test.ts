import { expect, it, vi } from 'vitest';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { SavedFile, SavedPost } from '@/lib/model/library/savedPost';
import { createViewer } from '@/lib/ui/library/createViewer';

const file = (key: string, missing = false): SavedFile => {
  const [, kind = '', index = '0'] = key.split(':');
  return { key, kind: kind as SavedFile['kind'], index, bytes: 4, path: key, missing };
};

const postOf = (postId: string, ...files: readonly string[]): SavedPost => ({
  ...{ postId, files: files.map((name) => file(`${postId}:${name}`)), desc: `caption ${postId}` },
  ...{ uniqueId: 'a', nickname: 'A', createdAt: 1, photos: false, uncounted: [] },
});

/** A viewer over posts whose files are as given; counts the addresses that are held. */
const start = (
  posts: readonly SavedPost[],
  at = 0,
  answer: (key: string) => Result<Blob | undefined> = (key) => ok(new Blob([key])),
) => {
  const urls = new Map<string, Blob>();
  const watched = new Map<string, () => void>();
  let count = 0;
  const errors: unknown[] = [];
  const viewer = createViewer(
    {
      readPost: async (postId) => posts.find((post) => post.postId === postId),
      readFile: async (key) => answer(key),
      watchPost: (postId, onChange) => {
        watched.set(postId, onChange);
        return () => void watched.delete(postId);
      },
      createUrl: (blob) => {
        count += 1;
        urls.set(`blob:${count}`, blob);
        return `blob:${count}`;
      },
      revokeUrl: (url) => void urls.delete(url),
    },
    posts.map(({ postId }) => postId),
    at,
    (error) => void errors.push(error),
  );
  const texts = () => Promise.all([...urls.values()].map((blob) => blob.text()));
  const seen = (postId: string) => vi.waitFor(() => expect(viewer.view.value?.postId).toBe(postId));
  return { viewer, urls, texts, seen, errors, watched };
};

const videos = Array.from({ length: 6 }, (_, at) => postOf(String(at), 'video:0'));

it('holds the post in sight and its neighbours, and lets go of all others', async () => {
  const { viewer, texts, seen } = start(videos, 2);
  await seen('2');
  await vi.waitFor(async () => expect((await texts()).sort()).toEqual(['1:video:0', '2:video:0', '3:video:0']));
  viewer.show(3);
  await seen('3');
  await vi.waitFor(async () => expect((await texts()).sort()).toEqual(['2:video:0', '3:video:0', '4:video:0']));
  viewer.show(0);
  await seen('0');
  await vi.waitFor(async () => expect((await texts()).sort()).toEqual(['0:video:0', '1:video:0']));
  viewer.close();
  expect(await texts()).toEqual([]);
});

it('lets go of what comes after it was passed by', async () => {
  const { viewer, texts, seen } = start(videos);
  viewer.show(5);
  await seen('5');
  await vi.waitFor(async () => expect((await texts()).sort()).toEqual(['4:video:0', '5:video:0']));
});

it('stays where it is beyond the ends', async () => {
  const { viewer, seen } = start(videos);
  await seen('0');
  viewer.show(-1);
  viewer.show(6);
  expect(viewer.place.value).toBe(0);
});

it('shows pictures in their order with their music, and texts that were saved beside them', async () => {
  const names = ['image:10', 'image:02', 'music:0', 'cover:0', 'subtitle:eng-US', 'comments:0'];
  const comments = {
    comments: [
      { id: '1', text: 'hi', createdAt: 2, likes: 3, author: { uniqueId: 'b', nickname: 'B' }, replies: [] },
      { id: 7, text: 'cannot be read' },
    ],
  };
  const { viewer, seen, urls } = start([postOf('1', ...names)], 0, (key) => {
    if (key.includes('comments')) return ok(new Blob([JSON.stringify(comments)]));
    if (key.includes('subtitle')) return ok(new Blob(['1\n00:00:01,000 --> 00:00:02,500\nfirst\n']));
    return ok(new Blob([key]));
  });
  await seen('1');
  const view = viewer.view.value;
  const textAt = (url = '') => urls.get(url)?.text();
  expect(await Promise.all((view?.pictures ?? []).map(textAt))).toEqual(['1:image:02', '1:image:10']);
  expect(await textAt(view?.music)).toBe('1:music:0');
  expect(view?.comments.map(({ text, nickname }) => [text, nickname])).toEqual([['hi', 'B']]);
  expect(view?.subtitles.map(({ language }) => language)).toEqual(['eng-US']);
  expect(await textAt(view?.subtitles[0]?.url)).toBe('WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nfirst\n');
});

it('says why a post cannot be shown, and shows it once it can', async () => {
  let answer: Result<Blob | undefined> = err(failure('grant', 'prompt'));
  const { viewer, seen } = start([postOf('1', 'video:0', 'desc:0')], 0, () => answer);
  await seen('1');
  expect(viewer.view.value).toMatchObject({ hindrance: { code: 'grant' } });
  answer = ok(undefined);
  viewer.reload();
  await vi.waitFor(() => expect(viewer.view.value?.hindrance).toBe('elsewhere'));
  answer = err(failure('file', 'the file is gone'));
  viewer.reload();
  await vi.waitFor(() => expect(viewer.view.value).toMatchObject({ hindrance: { code: 'file' } }));
  answer = ok(new Blob(['film']));
  viewer.reload();
  await vi.waitFor(() => expect(viewer.view.value?.video).toMatch(/^blob:/));
  expect(viewer.view.value?.hindrance).toBeUndefined();
});

it('shows by itself what is saved again, and asks anew what could not be read as a neighbour', async () => {
  const gone = new Set(['0:video:0', '1:video:0']);
  const answer = (key: string) => (gone.has(key) ? err(failure('file', 'gone')) : ok(new Blob([key])));
  const { viewer, seen, watched } = start(videos, 0, answer);
  await seen('0');
  expect(viewer.view.value).toMatchObject({ hindrance: { code: 'file' } });
  expect([...watched.keys()]).toEqual(['0']);
  gone.clear();
  watched.get('0')?.();
  await vi.waitFor(() => expect(viewer.view.value?.video).toMatch(/^blob:/));
  // What plays is not watched: a change of its records must not begin it anew.
  expect([...watched.keys()]).toEqual([]);
  viewer.show(1);
  await seen('1');
  expect(viewer.view.value?.hindrance).toBeUndefined();
});

it('tells what cannot be played from what went away meanwhile', async () => {
  let answer: Result<Blob | undefined> = ok(new Blob(['no film']));
  const { viewer, seen, watched } = start(videos.slice(0, 1), 0, () => answer);
  await seen('0');
  await viewer.fail();
  expect(viewer.view.value?.hindrance).toBe('unplayable');
  expect([...watched.keys()]).toEqual(['0']);
  viewer.reload();
  await seen('0');
  expect(viewer.view.value?.hindrance).toBeUndefined();
  answer = err(failure('file', 'gone'));
  await viewer.fail();
  expect(viewer.view.value).toMatchObject({ hindrance: { code: 'file' } });
  // Asked once: what is said of it already is not asked again.
  answer = ok(new Blob(['film']));
  await viewer.fail();
  expect(viewer.view.value).toMatchObject({ hindrance: { code: 'file' } });
  viewer.close();
  expect([...watched.keys()]).toEqual([]);
});

it('says so when a post was taken out of the library meanwhile, and when the database cannot be read', async () => {
  const gone = start([postOf('1', 'video:0')]);
  await gone.seen('1');
  const { viewer, errors } = start([], 0);
  expect([viewer.count, errors]).toEqual([0, []]);
  const broken: unknown[] = [];
  createViewer(
    {
      readPost: () => Promise.reject(new Error('no database')),
      readFile: async () => ok(undefined),
      watchPost: () => () => {},
      createUrl: () => '',
      revokeUrl: () => {},
    },
    ['1'],
    0,
    (error) => void broken.push(error),
  );
  await vi.waitFor(() => expect(broken).toHaveLength(1));
  const absent = createViewer(
    {
      readPost: async () => undefined,
      readFile: async () => ok(undefined),
      watchPost: () => () => {},
      createUrl: () => '',
      revokeUrl: () => {},
    },
    ['1'],
    0,
    () => expect.unreachable(),
  );
  await vi.waitFor(() => expect(absent.view.value).toMatchObject({ postId: '1', hindrance: { code: 'file' } }));
});

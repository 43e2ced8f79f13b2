import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Site } from '../../site/startSite.ts';
import { specialPosts } from '../../site/world/posts.ts';
import type { DemoPost } from '../../site/world/types.ts';
import { demo, friend, viewer } from '../../site/world/users.ts';
import { createWorld } from '../../site/world/world.ts';
import type { OwnPage } from './OwnPage.ts';
import { dueFiles, wrongFiles } from './profileFiles.ts';
import { type Row, records } from './records.ts';
import type { TreeFile } from './tree.ts';
import { waitFor } from './waitFor.ts';

/** A browser with the extension, whichever it is. */
export interface AnyRun {
  readonly own: OwnPage;
  readonly downloadsDir: string;
  command(name: string, input: unknown): Promise<unknown>;
  tree(): TreeFile[];
}

/** What is saved, and the posts that it leads to, newest first. */
export interface KindCase {
  readonly what: string;
  readonly source: Row;
  readonly posts: readonly DemoPost[];
}

/** The same world as the site's: it is deterministic. */
const world = createWorld();
const some = <T>(value: T | undefined): T => value ?? expect.unreachable();
const owned = ({ secUid, uniqueId }: { readonly secUid: string; readonly uniqueId: string }): Row => ({
  secUid,
  uniqueId,
});
const ofIds = (ids: readonly string[]): DemoPost[] => ids.map((id) => some(world.post(id)));
const mix = some(world.playlistsOf(demo)[0]);
const folder = some(world.collectionsOf(viewer)[0]);
const { recordedVideo, recordedPhotos } = specialPosts;
const shortLink = (post: DemoPost): string => `https://vm.tiktok.com/ZM${post.id}/`;
const pageLink = (post: DemoPost): string => `https://www.tiktok.com/@${post.owner.uniqueId}/video/${post.id}`;
const pasted = world.postsOf(friend).slice(20, 22);

/** Every kind of thing that can be saved, live streams aside. */
export const kindCases: readonly KindCase[] = [
  { what: 'a post', source: { kind: 'one', postId: recordedVideo.id }, posts: [recordedVideo] },
  { what: 'a slideshow', source: { kind: 'one', postId: recordedPhotos.id }, posts: [recordedPhotos] },
  { what: 'a profile', source: { kind: 'posts', ...owned(friend) }, posts: world.postsOf(friend) },
  { what: 'likes', source: { kind: 'likes', ...owned(viewer) }, posts: world.likesOf(viewer) },
  { what: 'favourites', source: { kind: 'favourites', ...owned(viewer) }, posts: world.favouritesOf(viewer) },
  { what: 'a folder', source: { kind: 'collection', collectionId: folder.id }, posts: ofIds(folder.postIds) },
  { what: 'a playlist', source: { kind: 'mix', mixId: mix.id }, posts: ofIds(mix.postIds) },
  { what: 'a search', source: { kind: 'search', keyword: 'paper boat' }, posts: world.search('paper boat') },
  {
    what: 'links, a short one and a page',
    source: { kind: 'links', links: pasted.map((post, at) => (at === 0 ? shortLink(post) : pageLink(post))) },
    posts: pasted,
  },
];

const isList = ({ kind }: Row): boolean => kind !== 'one' && kind !== 'links';

/** Kinds of file that a post has on the demo site, of those that are asked for. */
const kindsOf = (post: DemoPost, asked: readonly string[]): string[] => {
  const all = ['cover', 'metadata', 'comments', ...(post.kind === 'video' ? ['video'] : ['image', 'music'])];
  if (post.desc !== '') all.push('desc');
  if (post.subtitles.length > 0) all.push('subtitle');
  return asked.filter((kind) => all.includes(kind));
};

/** Saves what a case names, up to a limit of posts, and sees that every file that is due is there with its bytes. */
export const saveKind = async (
  run: AnyRun,
  site: Site,
  { source, posts: all }: KindCase,
  { limit, files }: { readonly limit: number; readonly files: readonly string[] },
): Promise<void> => {
  const posts = isList(source) ? all.slice(0, limit) : all;
  const options = { files, ...(isList(source) ? { maxCount: limit } : {}) };
  const { jobId } = (await run.command('startJob', { source, options })) as { readonly jobId: string };
  const job = await waitFor(
    'the end of the job',
    async () => {
      const found = (await records(run.own)).jobs.find(({ id }) => id === jobId);
      if (found?.state !== 'done') throw new Error(JSON.stringify(found));
      return found;
    },
    { timeout: 60_000 },
  );
  expect(job.counts).toMatchObject({ seen: posts.length, failed: 0 });
  const saved = (await records(run.own)).records;
  const isAsked = ({ key }: { readonly key: string }): boolean => files.includes(key.split(':')[1] ?? '');
  expect(wrongFiles(posts.flatMap((post) => dueFiles(site, post)).filter(isAsked), saved)).toEqual([]);
  for (const post of posts) {
    const kinds = new Set(saved.flatMap(({ postId, kind }) => (postId === post.id ? [String(kind)] : [])));
    expect([...kinds]).toEqual(expect.arrayContaining(kindsOf(post, files)));
  }
};

const SIGNED = /tiktokcdn|\/video\/tos\/|[?&](?:x-)?(?:signature|expires?)=/i;
const OF_THE_ACCOUNT = /"(?:digged|collected|relation|userDigged|isFollowing)"/;

/** Texts on disk that hold a signed address, or what the account did. */
export const tellingTexts = (run: AnyRun): string[] =>
  run
    .tree()
    .map(({ path }) => path)
    .filter((path) => /\.(?:json|txt|srt|vtt|jsonl|ass|csv)$/.test(path))
    .filter((path) => {
      const text = readFileSync(join(run.downloadsDir, path), 'utf8');
      return SIGNED.test(text) || OF_THE_ACCOUNT.test(text);
    });

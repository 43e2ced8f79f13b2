import { failure } from '@/lib/base/failure';
import type { Person } from '@/lib/model/people/person';
import type { Source } from '@/lib/model/source';
import type { World } from './createWorld';
import { anAuthor, aPost } from './somePosts';

const me = 'MS4wLjABAAAAme';
export const following: Source = { kind: 'following', secUid: me, uniqueId: 'me' };
export const followingKey = `following:${me}`;

export const aPerson = (n: number): Person => ({
  author: anAuthor(n),
  bio: '',
  counts: { followers: n, following: 2 * n, videos: 3 },
});

/** Posts of the n-th person, newest first; no two people share one. */
const postsOf = (n: number, count: number) =>
  Array.from({ length: count }, (_, at) => aPost(n * 1000 + count - at, { author: anAuthor(n), kind: 'video' }));

/** A site on which one follows so many people, each with `posts` videos; a few to a page. */
export const followMany = (world: World, people: number, posts = 3): void => {
  const all = Array.from({ length: people }, (_, at) => at + 1);
  world.site.peopleIn.set(followingKey, all.map(aPerson));
  for (const n of all) world.site.contents.set(`posts:${anAuthor(n).secUid}`, postsOf(n, posts));
};

/** The n-th is private, gone, or goes by another handle since the list was read. */
export const trouble = {
  private: (world: World, n: number): void => {
    world.site.closed.set(anAuthor(n).secUid, failure('private', undefined, { siteCode: 10222 }));
  },
  gone: (world: World, n: number): void => {
    world.site.closed.set(anAuthor(n).secUid, failure('removed', undefined, { siteCode: 10221 }));
  },
} as const;

import { demoPosts, makePosts, mixIds, specialPosts, storyPosts, viewerMixId, viewerPosts } from './posts.ts';
import { type DemoTopic, type TopicKind, topicOf } from './topics.ts';
import type { DemoCollection, DemoPlaylist, DemoPost, DemoUser } from './types.ts';
import * as users from './users.ts';

/** Everything that exists on the demo site. Deterministic; sized accounts are made when first asked for. */
export interface World {
  userByName(uniqueId: string): DemoUser | undefined;
  userBySecUid(secUid: string): DemoUser | undefined;
  userById(uid: string): DemoUser | undefined;
  post(id: string): DemoPost | undefined;
  /** Newest first, pinned ones in their place by time; posts that are withheld are missing, as on the site. */
  postsOf(user: DemoUser): readonly DemoPost[];
  /** Newest like first. */
  likesOf(user: DemoUser): readonly DemoPost[];
  favouritesOf(user: DemoUser): readonly DemoPost[];
  playlistsOf(user: DemoUser): readonly DemoPlaylist[];
  playlist(id: string): DemoPlaylist | undefined;
  collectionsOf(user: DemoUser): readonly DemoCollection[];
  collection(id: string): DemoCollection | undefined;
  /** Posts whose caption or handle holds the keyword, else the demo profile's. */
  search(keyword: string): readonly DemoPost[];
  /** A hashtag by name or id, a sound or a place by id. */
  /** Latest repost first; what is pinned on its owner's profile is not here. */
  repostsOf(user: DemoUser): readonly DemoPost[];
  /** Latest first. */
  storiesOf(user: DemoUser): readonly DemoPost[];
  followedBy(user: DemoUser): readonly DemoUser[];
  /** Latest first, with the moment of watching, ms. */
  watchedBy(user: DemoUser): readonly { readonly post: DemoPost; readonly at: number }[];
  relatedTo(postId: string): readonly DemoPost[];
  topic(kind: TopicKind, key: string): DemoTopic | undefined;
  feed(): readonly DemoPost[];
  /** Adds or replaces a post. */
  put(post: DemoPost): void;
  /** Takes a post away: its address answers 10204, lists leave it out. */
  remove(postId: string): void;
  /** Replaces what an account likes. */
  setLikes(user: DemoUser, liked: readonly DemoPost[]): void;
  /** Whom an account follows, latest first; each a second before the one above it. */
  followingOf(user: DemoUser): readonly DemoUser[];
  followersOf(user: DemoUser): readonly DemoUser[];
  setFollowing(user: DemoUser, followed: readonly DemoUser[]): void;
  /** Adds an account with so many posts. */
  join(user: DemoUser, posts: number): void;
  /** Changes an account: its handle, whether it is private… Its old handle leads nowhere. */
  change(user: DemoUser, change: Partial<DemoUser>): DemoUser;
  /** Takes an account away: 10221 by handle and by secUid. */
  leave(user: DemoUser): void;
  /** Gives an account another nickname, on all its posts. */
  rename(user: DemoUser, nickname: string): void;
}

/** 2026-10-07: when the last post was watched. */
const WATCHED_AT = 1_791_400_000_000;

/** Makes the world. */
export const createWorld = (): World => {
  const posts = new Map<string, DemoPost>();
  const byOwner = new Map<string, DemoPost[]>();
  const known = new Map(users.namedUsers.map((user) => [user.uniqueId, user]));
  const likes = new Map<string, readonly string[]>();
  const following = new Map<string, readonly string[]>();
  const left = new Set<string>();
  const index = (list: readonly DemoPost[]): void => {
    for (const post of list) {
      posts.set(post.id, post);
      const own = (byOwner.get(post.owner.uid) ?? []).filter((other) => other.id !== post.id);
      byOwner.set(post.owner.uid, [...own, post]);
    }
    for (const uid of new Set(list.map((post) => post.owner.uid))) {
      byOwner.get(uid)?.sort((a, b) => b.createdMs - a.createdMs);
    }
  };
  const bulk = (owner: DemoUser, list: DemoPost[]): void => {
    for (const post of list) posts.set(post.id, post);
    byOwner.set(owner.uid, list);
  };
  index(demoPosts());
  index(Object.values(specialPosts));
  index(makePosts(users.friend, 25));
  index(viewerPosts());
  // Stories have posts of their own, which the profile does not list.
  const stories = new Map([users.demo, users.friend].map((user) => [user.uid, storyPosts(user)]));
  for (const post of [...stories.values()].flat()) posts.set(post.id, post);

  const named = (uniqueId: string): DemoUser | undefined => {
    const found = known.get(uniqueId);
    if (found) return found;
    if (left.has(uniqueId)) return undefined;
    const sized = users.sizedUser(uniqueId);
    if (!sized) return undefined;
    known.set(uniqueId, sized.user);
    bulk(sized.user, makePosts(sized.user, sized.posts));
    return sized.user;
  };
  const visible = (user: DemoUser): DemoPost[] => (byOwner.get(user.uid) ?? []).filter((post) => !post.withheld);
  const demoList = (): DemoPost[] => visible(users.demo);
  const pick = (ids: readonly string[]): DemoPost[] => ids.flatMap((id) => posts.get(id) ?? []);
  const playlistNamed = (id: string, name: string, owner: DemoUser): DemoPlaylist => ({
    id,
    name,
    owner,
    postIds: visible(owner)
      .filter((post) => post.mixId === id)
      .map((post) => post.id),
  });
  const playlists = (): DemoPlaylist[] => [
    ...mixIds.map((id, n) => playlistNamed(id, ['Paper and wood', 'Quiet hours: 茶'][n] ?? '', users.demo)),
    playlistNamed(viewerMixId, 'Days out', users.viewer),
  ];
  const collections = (): DemoCollection[] => [
    collection('7394627756635573022', 'Recipes / later', visible(users.friend).slice(0, 12)),
    collection('7394627756635573023', 'To build', demoList().slice(5, 9)),
    {
      ...collection('7394627756635573024', 'For everybody', demoList().slice(10, 45)),
      owner: users.friend,
      isPublic: true,
    },
  ];

  const bySecUid = (secUid: string): DemoUser | undefined =>
    [...known.values()].find((user) => user.secUid === secUid) ?? named(users.handleOf(secUid) ?? '');
  const sizes = (count: number): DemoUser[] =>
    Array.from({ length: count }, (_, n) => named(`demo.${n + 1}`)).filter((user) => user !== undefined);
  const usualFollowing = (user: DemoUser): readonly DemoUser[] => {
    if (user.uid === users.viewer.uid) return [users.friend, users.secretive, users.demo, ...sizes(42)];
    return user.uid === users.demo.uid ? [users.friend] : [];
  };
  const followingOf = (user: DemoUser): readonly DemoUser[] =>
    following.get(user.uid)?.flatMap((secUid) => bySecUid(secUid) ?? []) ?? usualFollowing(user);
  const replace = (user: DemoUser, next: DemoUser): void => {
    known.delete(user.uniqueId);
    if (next.uniqueId !== user.uniqueId) left.add(user.uniqueId);
    known.set(next.uniqueId, next);
    index((byOwner.get(user.uid) ?? []).map((post) => ({ ...post, owner: next })));
  };

  return {
    userByName: named,
    userBySecUid: bySecUid,
    userById: (uid) => [...known.values()].find((user) => user.uid === uid),
    post: (id) => posts.get(id),
    postsOf: visible,
    likesOf: (user) => {
      const set = likes.get(user.uid);
      if (set) return pick(set).filter((post) => !post.withheld);
      return user.uid === users.viewer.uid
        ? [...demoList().slice(0, 40), ...visible(users.friend)]
        : visible(users.friend).slice(0, 8);
    },
    favouritesOf: (user) => (user === users.viewer ? [...visible(users.friend), ...demoList().slice(20, 50)] : []),
    playlistsOf: (user) => playlists().filter((list) => list.owner === user),
    playlist: (id) => playlists().find((list) => list.id === id),
    collectionsOf: (user) => collections().filter(({ owner }) => owner.uid === user.uid),
    collection: (id) => collections().find((list) => list.id === id),
    search: (keyword) => {
      const wanted = keyword.toLowerCase();
      const all = [...demoList(), ...visible(users.friend)];
      const found = all.filter(
        (post) => post.desc.toLowerCase().includes(wanted) || post.owner.uniqueId.includes(wanted),
      );
      return found.length > 0 ? found : wanted === 'nothing' ? [] : all;
    },
    repostsOf: (user) =>
      user.uid === users.friend.uid
        ? [...visible(users.viewer), ...demoList()].map((post) => ({ ...post, pinned: false }))
        : user.uid === users.viewer.uid
          ? visible(users.friend).slice(0, 8)
          : [],
    storiesOf: (user) => stories.get(user.uid) ?? [],
    followedBy: (user) => (user.uid === users.viewer.uid ? [users.friend, users.live, users.demo] : []),
    watchedBy: (user) =>
      user.uid === users.viewer.uid
        ? [...demoList(), ...visible(users.friend)].map((post, n) => ({ post, at: WATCHED_AT - n * 61_000 }))
        : [],
    relatedTo: (postId) => {
      const all = [...visible(users.friend), ...demoList()].filter(({ id }) => id !== postId);
      const from = Number(postId.slice(-2)) || 0;
      return [...all.slice(from), ...all.slice(0, from)];
    },
    topic: (kind, key) => topicOf(kind, key, [...demoList(), ...visible(users.friend)]),
    feed: () => [specialPosts.recordedVideo, specialPosts.recordedPhotos, ...visible(users.friend), ...demoList()],
    put: (post) => index([post]),
    remove: (postId) => {
      const post = pick([postId])[0];
      if (post) index([{ ...post, withheld: { code: 10204, message: "item doesn't exist" } }]);
    },
    setLikes: (user, liked) =>
      void likes.set(
        user.uid,
        liked.map((post) => post.id),
      ),
    followingOf,
    followersOf: (user) => (user.uid === users.demo.uid ? [users.viewer, users.friend, ...sizes(70)] : []),
    setFollowing: (user, followed) =>
      void following.set(
        user.uid,
        followed.map(({ secUid }) => secUid),
      ),
    join: (user, count) => {
      known.set(user.uniqueId, user);
      bulk(user, makePosts(user, count));
    },
    change: (user, change) => {
      const next = { ...user, ...change };
      replace(user, next);
      return next;
    },
    leave: (user) => {
      known.delete(user.uniqueId);
      left.add(user.uniqueId);
    },
    rename: (user, nickname) => replace(user, { ...user, nickname }),
  };
};

const collection = (id: string, name: string, list: readonly DemoPost[]): DemoCollection => ({
  id,
  name,
  owner: users.viewer,
  isPublic: false,
  postIds: list.map((post) => post.id),
});

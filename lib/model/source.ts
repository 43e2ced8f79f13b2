import { z } from 'zod';
import { MOST_LINKS } from './choice/mostLinks';
import { handleText, idText, secUidText } from './idTexts';

/** What a job saves. */
export const sourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('one'), postId: idText, uniqueId: handleText.optional() }),
  z.object({ kind: z.literal('posts'), secUid: secUidText, uniqueId: handleText.optional() }),
  z.object({ kind: z.literal('likes'), secUid: secUidText, uniqueId: handleText.optional() }),
  z.object({ kind: z.literal('favourites'), secUid: secUidText, uniqueId: handleText.optional() }),
  z.object({ kind: z.literal('collection'), collectionId: idText, name: z.string().max(200).optional() }),
  z.object({ kind: z.literal('mix'), mixId: idText, name: z.string().max(200).optional() }),
  z.object({ kind: z.literal('search'), keyword: z.string().trim().min(1).max(200) }),
  z.object({ kind: z.literal('tag'), name: z.string().trim().min(1).max(100) }),
  z.object({ kind: z.literal('sound'), musicId: idText, name: z.string().max(200).optional() }),
  z.object({ kind: z.literal('place'), placeId: idText, name: z.string().max(200).optional() }),
  z.object({ kind: z.literal('photo_search'), keyword: z.string().trim().min(1).max(200) }),
  z.object({ kind: z.literal('popular'), secUid: secUidText, uniqueId: handleText.optional() }),
  z.object({ kind: z.literal('oldest'), secUid: secUidText, uniqueId: handleText.optional() }),
  z.object({ kind: z.literal('reposts'), secUid: secUidText, uniqueId: handleText.optional() }),
  // `uid`: the site knows stories by the person's number.
  z.object({ kind: z.literal('stories'), secUid: secUidText, uid: idText, uniqueId: handleText.optional() }),
  z.object({ kind: z.literal('followed_stories') }),
  // Named otherwise than `postId`, which is what a click asked for.
  z.object({ kind: z.literal('related'), ofPost: idText }),
  z.object({ kind: z.literal('feed') }),
  z.object({ kind: z.literal('explore'), category: z.int().min(100).max(999).optional() }),
  z.object({ kind: z.literal('following_feed') }),
  z.object({ kind: z.literal('friends_feed') }),
  z.object({ kind: z.literal('history') }),
  z.object({
    kind: z.literal('links'),
    links: z.array(z.string().max(2000)).min(1).max(MOST_LINKS),
    // Nobody pasted them: the posts were ticked on a page or in the popup.
    chosen: z.literal(true).optional(),
  }),
  z.object({ kind: z.literal('following'), secUid: secUidText, uniqueId: handleText.optional() }),
  z.object({ kind: z.literal('followers'), secUid: secUidText, uniqueId: handleText.optional() }),
  z.object({ kind: z.literal('people'), handles: z.array(handleText).min(1).max(5000) }),
  z.object({ kind: z.literal('live'), uniqueId: handleText }),
]);
export type Source = z.infer<typeof sourceSchema>;
export type SourceKind = Source['kind'];

/** The second folder of the default layout: f2's mode names, and after `live` those of lists that f2 has not. */
export const modes = [
  'one',
  'post',
  'like',
  'collect',
  'mix',
  'search',
  'live',
  'tag',
  'sound',
  'place',
  'repost',
  'story',
  'related',
  'feed',
  'history',
] as const;
export type Mode = (typeof modes)[number];

/** Icons of kinds of list; components/common/kindIcons.ts draws them. */
export type SourceIcon =
  | 'play'
  | 'grid'
  | 'heart'
  | 'bookmark'
  | 'folder-heart'
  | 'list-video'
  | 'search'
  | 'hash'
  | 'music'
  | 'pin'
  | 'images'
  | 'flame'
  | 'hourglass'
  | 'repeat'
  | 'circle'
  | 'sparkles'
  | 'flow'
  | 'compass'
  | 'person-check'
  | 'friends'
  | 'clock'
  | 'link'
  | 'people'
  | 'radio';

/** All that is decided by a source's kind; how its pages are read stands in lib/sources. */
export interface SourceTraits {
  /** f2's mode name: `{mode}` of file names. */
  readonly mode: Mode;
  readonly icon: SourceIcon;
  /** How it is asked for: a click on one post, a list that can be narrowed, pasted links, people, or a stream. */
  readonly shape: 'post' | 'list' | 'pasted' | 'people' | 'stream';
  /** Guests get nothing. */
  readonly needsLogin: boolean;
  /** What is on it depends on who asks: private posts, closed likes, favourites whomever they are asked for. */
  readonly personal: boolean;
  /** One account may be shown what another is refused: a refusal counts in the job's own session alone. */
  readonly mayHide: boolean;
  /** New posts come first, so that a second run may stop at what is known. */
  readonly incremental: boolean;
  /** Newest first by their own dates: a page that holds only older, or only known posts, ends the list. */
  readonly chronological: boolean;
  /** Posts that a whole read misses are gone from it. */
  readonly lasting: boolean;
  /** May name one post on page after page. */
  readonly mayRepeat: boolean;
  /** Whose folder files go to: the author's of each post, or the one that the list's owner keeps. */
  readonly filedUnder: 'author' | 'owner';
  /** Owners that share a folder among kinds: lists of one person go to folders of one name. */
  readonly folderKey: string;
  /** It has no end: a job of it is of a number of posts. */
  readonly endless: boolean;
  /** Another order of a profile's posts, offered as a choice within them. */
  readonly reorders: boolean;
  /** What its title is made of: its own name (`name` or `keyword` of the source), its owner's, or its kind alone. */
  readonly named: 'itself' | 'owner' | 'nobody';
  /** A page may offer several, which are one choice with words of its own (`source_*_many`). */
  readonly several: boolean;
}

// Each kind says each trait: one that is left out is named by the compiler.
const traits = {
  one: {
    mode: 'one',
    icon: 'play',
    shape: 'post',
    needsLogin: false,
    personal: false,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: true,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'one',
    endless: false,
    reorders: false,
    named: 'owner',
    several: false,
  },
  posts: {
    mode: 'post',
    icon: 'grid',
    shape: 'list',
    needsLogin: false,
    personal: true,
    mayHide: false,
    incremental: true,
    chronological: true,
    lasting: true,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'profile',
    endless: false,
    reorders: false,
    named: 'owner',
    several: false,
  },
  likes: {
    mode: 'like',
    icon: 'heart',
    shape: 'list',
    needsLogin: false,
    personal: true,
    mayHide: false,
    incremental: true,
    chronological: false,
    lasting: true,
    mayRepeat: false,
    filedUnder: 'owner',
    folderKey: 'profile',
    endless: false,
    reorders: false,
    named: 'owner',
    several: false,
  },
  favourites: {
    mode: 'collect',
    icon: 'bookmark',
    shape: 'list',
    needsLogin: true,
    personal: true,
    mayHide: false,
    incremental: true,
    chronological: false,
    lasting: true,
    mayRepeat: false,
    filedUnder: 'owner',
    folderKey: 'profile',
    endless: false,
    reorders: false,
    named: 'owner',
    several: false,
  },
  collection: {
    mode: 'collect',
    icon: 'folder-heart',
    shape: 'list',
    needsLogin: false,
    personal: true,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: true,
    mayRepeat: false,
    filedUnder: 'owner',
    folderKey: 'collection',
    endless: false,
    reorders: false,
    named: 'itself',
    several: true,
  },
  mix: {
    mode: 'mix',
    icon: 'list-video',
    shape: 'list',
    needsLogin: false,
    personal: true,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: true,
    mayRepeat: false,
    filedUnder: 'owner',
    folderKey: 'mix',
    endless: false,
    reorders: false,
    named: 'itself',
    several: true,
  },
  search: {
    mode: 'search',
    icon: 'search',
    shape: 'list',
    needsLogin: true,
    personal: false,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'owner',
    folderKey: 'search',
    endless: false,
    reorders: false,
    named: 'itself',
    several: false,
  },
  tag: {
    mode: 'tag',
    icon: 'hash',
    shape: 'list',
    needsLogin: false,
    personal: false,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'owner',
    folderKey: 'tag',
    endless: false,
    reorders: false,
    named: 'itself',
    several: false,
  },
  sound: {
    mode: 'sound',
    icon: 'music',
    shape: 'list',
    needsLogin: false,
    personal: false,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'owner',
    folderKey: 'sound',
    endless: false,
    reorders: false,
    named: 'itself',
    several: false,
  },
  place: {
    mode: 'place',
    icon: 'pin',
    shape: 'list',
    needsLogin: false,
    personal: false,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'owner',
    folderKey: 'place',
    endless: false,
    reorders: false,
    named: 'itself',
    several: false,
  },
  photo_search: {
    mode: 'search',
    icon: 'images',
    shape: 'list',
    needsLogin: true,
    personal: false,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'owner',
    folderKey: 'photo_search',
    endless: false,
    reorders: false,
    named: 'itself',
    several: false,
  },
  popular: {
    mode: 'post',
    icon: 'flame',
    shape: 'list',
    needsLogin: false,
    personal: true,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'profile',
    endless: false,
    reorders: true,
    named: 'owner',
    several: false,
  },
  oldest: {
    mode: 'post',
    icon: 'hourglass',
    shape: 'list',
    needsLogin: false,
    personal: true,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: true,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'profile',
    endless: false,
    reorders: true,
    named: 'owner',
    several: false,
  },
  reposts: {
    mode: 'repost',
    icon: 'repeat',
    shape: 'list',
    needsLogin: false,
    personal: true,
    mayHide: false,
    incremental: true,
    chronological: false,
    lasting: true,
    mayRepeat: false,
    filedUnder: 'owner',
    folderKey: 'profile',
    endless: false,
    reorders: false,
    named: 'owner',
    several: false,
  },
  stories: {
    mode: 'story',
    icon: 'circle',
    shape: 'list',
    needsLogin: false,
    personal: true,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'profile',
    endless: false,
    reorders: false,
    named: 'owner',
    several: false,
  },
  followed_stories: {
    mode: 'story',
    icon: 'circle',
    shape: 'list',
    needsLogin: true,
    personal: true,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'followed_stories',
    endless: false,
    reorders: false,
    named: 'nobody',
    several: false,
  },
  related: {
    mode: 'related',
    icon: 'sparkles',
    shape: 'list',
    needsLogin: false,
    personal: false,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'related',
    endless: false,
    reorders: false,
    named: 'nobody',
    several: false,
  },
  feed: {
    mode: 'feed',
    icon: 'flow',
    shape: 'list',
    needsLogin: false,
    personal: false,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'feed',
    endless: true,
    reorders: false,
    named: 'nobody',
    several: false,
  },
  explore: {
    mode: 'feed',
    icon: 'compass',
    shape: 'list',
    needsLogin: false,
    personal: false,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'explore',
    endless: true,
    reorders: false,
    named: 'nobody',
    several: false,
  },
  following_feed: {
    mode: 'feed',
    icon: 'person-check',
    shape: 'list',
    needsLogin: true,
    personal: true,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'following_feed',
    endless: true,
    reorders: false,
    named: 'nobody',
    several: false,
  },
  friends_feed: {
    mode: 'feed',
    icon: 'friends',
    shape: 'list',
    needsLogin: true,
    personal: true,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'friends_feed',
    endless: true,
    reorders: false,
    named: 'nobody',
    several: false,
  },
  history: {
    mode: 'history',
    icon: 'clock',
    shape: 'list',
    needsLogin: true,
    personal: true,
    mayHide: false,
    incremental: true,
    chronological: false,
    lasting: false,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'history',
    endless: false,
    reorders: false,
    named: 'nobody',
    several: false,
  },
  links: {
    mode: 'one',
    icon: 'link',
    shape: 'pasted',
    needsLogin: false,
    personal: false,
    mayHide: true,
    incremental: false,
    chronological: false,
    lasting: false,
    mayRepeat: true,
    filedUnder: 'author',
    folderKey: 'links',
    endless: false,
    reorders: false,
    named: 'owner',
    several: false,
  },
  following: {
    mode: 'post',
    icon: 'people',
    shape: 'people',
    needsLogin: false,
    personal: true,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: true,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'profile',
    endless: false,
    reorders: false,
    named: 'owner',
    several: false,
  },
  followers: {
    mode: 'post',
    icon: 'people',
    shape: 'people',
    needsLogin: false,
    personal: true,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: true,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'profile',
    endless: false,
    reorders: false,
    named: 'owner',
    several: false,
  },
  people: {
    mode: 'post',
    icon: 'people',
    shape: 'people',
    needsLogin: false,
    personal: true,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: true,
    mayRepeat: false,
    filedUnder: 'author',
    folderKey: 'profile',
    endless: false,
    reorders: false,
    named: 'itself',
    several: false,
  },
  live: {
    mode: 'live',
    icon: 'radio',
    shape: 'stream',
    needsLogin: false,
    personal: false,
    mayHide: false,
    incremental: false,
    chronological: false,
    lasting: true,
    mayRepeat: false,
    filedUnder: 'owner',
    folderKey: 'live',
    endless: false,
    reorders: false,
    named: 'owner',
    several: false,
  },
} as const satisfies Record<SourceKind, SourceTraits>;

type KindWith<T extends Partial<SourceTraits>> = {
  [K in SourceKind]: (typeof traits)[K] extends T ? K : never;
}[SourceKind];

/** Kinds of the site's lists; each needs words of its own. */
export type ListKind = KindWith<{ shape: 'list' }>;
/** Kinds of what is made of people. */
export type PeopleKind = KindWith<{ shape: 'people' }>;
/** Of these, the site's lists, which belong to somebody. */
export type PeopleListKind = KindWith<{ shape: 'people'; named: 'owner' }>;
/** Of lists of posts, the kinds whose lists have names. */
export type NamedKind = KindWith<{ shape: 'list'; named: 'itself' }>;
/** The kinds whose lists are called after somebody or something. */
export type TitledKind = KindWith<{ shape: 'list'; named: 'itself' | 'owner' }>;
/** The kinds whose lists can be saved to their end, and are offered by themselves. */
export type WholeKind = KindWith<{ shape: 'list'; endless: false; reorders: false }>;
/** Kinds of which one page may offer several. */
export type SeveralKind = KindWith<{ several: true }>;

export const traitsOf = (kind: SourceKind): SourceTraits => traits[kind];

export const isSourceKind = (text: string): text is SourceKind => Object.hasOwn(traits, text);
export const isListKind = (kind: SourceKind): kind is ListKind => traits[kind].shape === 'list';
export const isPeopleKind = (kind: SourceKind): kind is PeopleKind => traits[kind].shape === 'people';
export const isPeopleListKind = (kind: SourceKind): kind is PeopleListKind =>
  isPeopleKind(kind) && traits[kind].named === 'owner';
export const isNamedKind = (kind: SourceKind): kind is NamedKind => isListKind(kind) && traits[kind].named === 'itself';
export const isTitledKind = (kind: SourceKind): kind is TitledKind =>
  isListKind(kind) && traits[kind].named !== 'nobody';
export const isWholeKind = (kind: SourceKind): kind is WholeKind =>
  isListKind(kind) && !traits[kind].endless && !traits[kind].reorders;
export const isSeveralKind = (kind: SourceKind): kind is SeveralKind => traits[kind].several;

/** All posts of one author: what is known of the author's newest post follows from it. */
export const isWholeProfile = (kind: SourceKind): boolean =>
  traits[kind].chronological && traits[kind].filedUnder === 'author';

/** The post that a click asked for; undefined for every list. */
export const clickedPost = (source: Source): Extract<Source, { postId: string }> | undefined =>
  'postId' in source ? source : undefined;

/** The name that a list has by itself, where it is known. */
export const ownName = (source: Source): string | undefined =>
  'keyword' in source ? source.keyword : 'name' in source ? source.name : undefined;

/** The f2 mode of a source: `posts` is `post`, favourites and their folders are `collect`. */
export const modeOf = (kind: SourceKind): Mode => traits[kind].mode;

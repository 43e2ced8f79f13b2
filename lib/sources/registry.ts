import type { PageRef } from '@/lib/model/pageRef';
import type { Source, SourceKind } from '@/lib/model/source';
import { collection } from './collection';
import { favourites } from './favourites';
import { explore, feed, followedStories, followingFeed, friendsFeed, history, related } from './feeds';
import type { ListSource } from './ListSource';
import { likes } from './likes';
import { links } from './links';
import { live } from './liveStream';
import { mix } from './mix';
import { one } from './one';
import { oldest, popular } from './ordered';
import { followers, following, people } from './peopleLists';
import { photoSearch } from './photoSearch';
import { place } from './place';
import { posts } from './posts';
import { reposts } from './reposts';
import { search } from './search';
import { sound } from './sound';
import { stories } from './stories';
import { tag } from './tag';

// Where a page offers several, they stand in this order.
const sources: Readonly<Record<SourceKind, ListSource>> = {
  one,
  mix,
  posts,
  popular,
  oldest,
  likes,
  reposts,
  stories,
  favourites,
  history,
  followed_stories: followedStories,
  collection,
  search,
  photo_search: photoSearch,
  feed,
  explore,
  following_feed: followingFeed,
  friends_feed: friendsFeed,
  related,
  tag,
  sound,
  place,
  following,
  followers,
  people,
  links,
  live,
};

/** The source of a kind. A new kind is one file, and one line above. */
export const sourceOf = (kind: SourceKind): ListSource => sources[kind];

/** All kinds, in the order in which they are offered. */
export const allSources: readonly ListSource[] = Object.values(sources);

/** What an address alone asks for: a post, a list, or the post behind a short link. */
export const sourceOfAddress = (ref: PageRef): Source | undefined =>
  allSources.map(({ offers }) => offers.ofAddress?.(ref)).find((source) => source !== undefined);

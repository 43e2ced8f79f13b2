import type { SourceKind } from '@/lib/model/source';
import { collection } from './collection';
import { favourites } from './favourites';
import type { ListSource } from './ListSource';
import { likes } from './likes';
import { links } from './links';
import { live } from './liveStream';
import { mix } from './mix';
import { one } from './one';
import { posts } from './posts';
import { search } from './search';

const sources: Readonly<Record<SourceKind, ListSource>> = {
  one,
  posts,
  likes,
  favourites,
  collection,
  mix,
  search,
  links,
  live,
};

/** The source of a kind. A new kind is one file, and one line above. */
export const sourceOf = (kind: SourceKind): ListSource => sources[kind];

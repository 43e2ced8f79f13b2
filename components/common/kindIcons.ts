import type { IconNode } from 'lucide';
import {
  Bookmark,
  Braces,
  Captions,
  ClosedCaption,
  Film,
  FolderHeart,
  Grid3x3,
  Heart,
  Image,
  Link,
  ListVideo,
  MessageCircle,
  MessagesSquare,
  Music,
  Play,
  Radio,
  Search,
} from 'lucide';
import type { MediaKind } from '@/lib/model/media';
import type { SourceKind } from '@/lib/model/source';

/** The icon of each kind of list. */
export const sourceIcons: Record<SourceKind, IconNode> = {
  one: Play,
  posts: Grid3x3,
  likes: Heart,
  favourites: Bookmark,
  collection: FolderHeart,
  mix: ListVideo,
  search: Search,
  links: Link,
  live: Radio,
};

/** The icon of each kind of file. */
export const fileIcons: Record<MediaKind, IconNode> = {
  video: Film,
  image: Image,
  music: Music,
  cover: Image,
  'cover-animated': Image,
  desc: Captions,
  metadata: Braces,
  subtitle: ClosedCaption,
  comments: MessageCircle,
  live: Radio,
  chat: MessagesSquare,
};

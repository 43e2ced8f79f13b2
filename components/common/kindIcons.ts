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
import { type SourceIcon, type SourceKind, traitsOf } from '@/lib/model/source';

const sourceIcons: Record<SourceIcon, IconNode> = {
  play: Play,
  grid: Grid3x3,
  heart: Heart,
  bookmark: Bookmark,
  'folder-heart': FolderHeart,
  'list-video': ListVideo,
  search: Search,
  link: Link,
  radio: Radio,
};

/** The icon of a kind of list. */
export const sourceIcon = (kind: SourceKind): IconNode => sourceIcons[traitsOf(kind).icon];

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

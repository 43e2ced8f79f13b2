import type { IconNode } from 'lucide';
import {
  Bookmark,
  Braces,
  Captions,
  CircleDashed,
  Clock,
  ClosedCaption,
  Compass,
  Film,
  Flame,
  FolderHeart,
  Grid3x3,
  Hash,
  Heart,
  Hourglass,
  Image,
  Images,
  Link,
  ListVideo,
  MapPin,
  MessageCircle,
  MessagesSquare,
  Music,
  Music2,
  Play,
  Radio,
  Repeat2,
  Search,
  Smartphone,
  Sparkles,
  UserCheck,
  Users,
} from 'lucide';
import { type FileIcon, fileTraitsOf, type MediaKind } from '@/lib/model/media';
import { type SourceIcon, type SourceKind, traitsOf } from '@/lib/model/source';

const sourceIcons: Record<SourceIcon, IconNode> = {
  play: Play,
  grid: Grid3x3,
  heart: Heart,
  bookmark: Bookmark,
  'folder-heart': FolderHeart,
  'list-video': ListVideo,
  search: Search,
  hash: Hash,
  music: Music2,
  pin: MapPin,
  images: Images,
  flame: Flame,
  hourglass: Hourglass,
  repeat: Repeat2,
  circle: CircleDashed,
  sparkles: Sparkles,
  flow: Smartphone,
  compass: Compass,
  'person-check': UserCheck,
  friends: Users,
  clock: Clock,
  link: Link,
  radio: Radio,
  people: Users,
};

/** The icon of a kind of list. */
export const sourceIcon = (kind: SourceKind): IconNode => sourceIcons[traitsOf(kind).icon];

const fileIcons: Record<FileIcon, IconNode> = {
  film: Film,
  image: Image,
  music: Music,
  text: Captions,
  braces: Braces,
  caption: ClosedCaption,
  comment: MessageCircle,
  radio: Radio,
  messages: MessagesSquare,
};

/** The icon of a kind of file. */
export const fileIcon = (kind: MediaKind): IconNode => fileIcons[fileTraitsOf(kind).icon];

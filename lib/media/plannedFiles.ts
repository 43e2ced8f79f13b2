import type { Asset, MediaKind } from '@/lib/model/media';
import type { LostFile, Post } from '@/lib/model/post';
import type { Settings } from '@/lib/model/settings';
import { bestSubtitles } from './bestSubtitles';

/** A file that a post gives; with the id of the post, or of the person whose it is, it makes the record's key. */
export interface PlannedFile {
  readonly kind: MediaKind;
  /** `0`, or `01`, `02`… for pictures, the site's language code for subtitles, or which picture an avatar is. */
  readonly index: string;
}

/** What {@link plannedFiles} reads of the settings; a job's own `files` may stand in for theirs. */
export type FileRequest = Pick<Settings, 'files' | 'musicOf' | 'subtitleLanguages'>;

const single = (kind: MediaKind): PlannedFile => ({ kind, index: '0' });
const pictureIndex = (index: number): string => String(index).padStart(2, '0');

const has = (post: Post, kind: Asset['kind']): boolean => post.assets.some((asset) => asset.kind === kind);

const isLost = (post: Post, kind: LostFile['kind']): boolean => (post.lost ?? []).some((file) => file.kind === kind);

const rules: Record<MediaKind, (post: Post, request: FileRequest) => readonly PlannedFile[]> = {
  // A video post without a video is planned all the same: its failure must be seen, not passed over in silence.
  video: (post) => (post.kind === 'video' || has(post, 'video') ? [single('video')] : []),
  image: (post) => {
    const places = [...post.assets, ...(post.lost ?? [])].flatMap((one) => (one.kind === 'image' ? [one.index] : []));
    if (post.kind === 'photos' && places.length === 0) return [{ kind: 'image', index: pictureIndex(1) }];
    return places.sort((a, b) => a - b).map((index) => ({ kind: 'image', index: pictureIndex(index) }));
  },
  music: (post, { musicOf }) => {
    const asked = musicOf === 'all' || (musicOf === 'photos' && post.kind === 'photos');
    return asked && (has(post, 'music') || isLost(post, 'music')) ? [single('music')] : [];
  },
  cover: (post) => (has(post, 'cover') ? [single('cover')] : []),
  'cover-animated': (post) => (has(post, 'cover-animated') ? [single('cover-animated')] : []),
  // Without an identity nobody could tell whether it is saved already.
  avatar: ({ assets, author }) =>
    author.secUid === ''
      ? []
      : assets.flatMap((asset) => (asset.kind === 'avatar' ? [{ kind: 'avatar', index: asset.picture }] : [])),
  desc: (post) => (post.desc.trim() === '' ? [] : [single('desc')]),
  metadata: () => [single('metadata')],
  subtitle: (post, { subtitleLanguages }) =>
    bestSubtitles(post, subtitleLanguages).map(({ language }) => ({ kind: 'subtitle', index: language })),
  comments: () => [single('comments')],
  // Streams and their chat belong to rooms, not to posts.
  live: () => [],
  chat: () => [],
};

/** The files that a post gives for this request, in its order; empty when none of them applies. */
export const plannedFiles = (post: Post, request: FileRequest): PlannedFile[] =>
  [...new Set(request.files)].flatMap((kind) => rules[kind](post, request));

const isOfIndex = (asset: Asset, index: string): boolean => {
  if (asset.kind === 'avatar') return asset.picture === index;
  return asset.kind !== 'image' || pictureIndex(asset.index) === index;
};

/** What is known of a planned file that has no address. */
export const lostFor = ({ lost = [] }: Post, { kind, index }: PlannedFile): LostFile | undefined =>
  lost.find((file) => file.kind === kind && (kind !== 'image' || pictureIndex(file.index) === index));

/** The asset behind a planned file; undefined for files of our own making (desc, metadata, comments) and lost ones. */
export const assetFor = (post: Post, { kind, index }: PlannedFile): Asset | undefined =>
  kind === 'subtitle'
    ? bestSubtitles(post, []).find(({ language }) => language === index)
    : post.assets.find((asset) => asset.kind === kind && isOfIndex(asset, index));

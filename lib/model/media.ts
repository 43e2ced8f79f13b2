import { z } from 'zod';

/** Every kind of file that TokShelf writes; also the `{kind}` of file names (images carry `image-01`). */
export const mediaKinds = [
  'video',
  'image',
  'music',
  'cover',
  'cover-animated',
  'avatar',
  'desc',
  'metadata',
  'subtitle',
  'comments',
  'live',
  'chat',
] as const;

/** One of {@link mediaKinds}. */
export type MediaKind = (typeof mediaKinds)[number];
export const mediaKindSchema = z.enum(mediaKinds);

/** Icons of kinds of file; components/common/kindIcons.ts draws them. */
export type FileIcon = 'film' | 'image' | 'music' | 'text' | 'braces' | 'caption' | 'comment' | 'radio' | 'messages';

/** All that is decided by a file's kind; which posts give it stands in lib/media/plannedFiles.ts. */
export interface FileTraits {
  /** Fetched as it is, made by TokShelf out of a post, or taken from a stream: streams belong to rooms, not to posts. */
  readonly origin: 'asset' | 'sidecar' | 'stream';
  readonly icon: FileIcon;
  /** What its bytes must be. */
  readonly content: 'video' | 'picture' | 'sound' | 'subtitle' | 'recording' | 'text';
  /** Cannot be had without an address out of a fresh post. */
  readonly needsAddress: boolean;
  /** Who it is asked of, and so who may refuse it. */
  readonly askedOf: 'media' | 'site';
  /** Thumbnails are made of it; of several files of a post, of the first. */
  readonly givesThumbnail: boolean;
  /** The words of its text are found by a search of the library. */
  readonly isSearched: boolean;
  /** It is what a person opens: it stands for its post before sounds, covers and texts. */
  readonly standsForPost: boolean;
  /** What `{kind}` of file names says besides: nothing, the number of two figures, or the language; `hidden` = its index is in no name. */
  readonly suffix: 'none' | 'number' | 'language' | 'hidden';
  /** Whose it is: a person's file is saved once for all their posts, with the first of them. */
  readonly belongsTo: 'post' | 'person';
}

const asset = {
  origin: 'asset',
  needsAddress: true,
  askedOf: 'media',
  givesThumbnail: false,
  standsForPost: false,
  isSearched: false,
  suffix: 'none',
  belongsTo: 'post',
} as const;
const sidecar = { ...asset, origin: 'sidecar', needsAddress: false, content: 'text' } as const;
const stream = { ...asset, origin: 'stream' } as const;

const fileTraits = {
  video: { ...asset, icon: 'film', content: 'video', givesThumbnail: true, standsForPost: true },
  image: { ...asset, icon: 'image', content: 'picture', givesThumbnail: true, standsForPost: true, suffix: 'number' },
  music: { ...asset, icon: 'music', content: 'sound' },
  cover: { ...asset, icon: 'image', content: 'picture', givesThumbnail: true },
  'cover-animated': { ...asset, icon: 'image', content: 'picture' },
  // Its index names the picture, so that another one is another file. Names without it: a number of 19 digits reads as a post's id.
  avatar: { ...asset, icon: 'image', content: 'picture', suffix: 'hidden', belongsTo: 'person' },
  desc: { ...sidecar, icon: 'text' },
  metadata: { ...sidecar, icon: 'braces' },
  // Fetched like an asset, but rewritten before it is saved.
  subtitle: {
    ...sidecar,
    icon: 'caption',
    content: 'subtitle',
    needsAddress: true,
    suffix: 'language',
    isSearched: true,
  },
  comments: { ...sidecar, icon: 'comment', askedOf: 'site', isSearched: true },
  live: { ...stream, icon: 'radio', content: 'recording', standsForPost: true },
  chat: { ...stream, icon: 'messages', content: 'text' },
} as const satisfies Record<MediaKind, FileTraits>;

/** Kinds of file that TokShelf makes itself. */
export type SidecarKind = {
  [K in MediaKind]: (typeof fileTraits)[K]['origin'] extends 'sidecar' ? K : never;
}[MediaKind];

export const fileTraitsOf = (kind: MediaKind): FileTraits => fileTraits[kind];
export const isSidecar = (kind: MediaKind): kind is SidecarKind => fileTraits[kind].origin === 'sidecar';

/** The kinds of file that a post can have. */
export const postFileKinds: readonly MediaKind[] = mediaKinds.filter((kind) => fileTraits[kind].origin !== 'stream');

/** Video codecs as the site names them; `bytevc2` cannot be played outside TikTok's app. */
export const codecs = ['h264', 'h265', 'bytevc2', 'other'] as const;
export type Codec = (typeof codecs)[number];

/** One encoding of a video, with its mirrors in the site's order. */
export const gearSchema = z.object({
  /** The site's GearName, or `play` / `download` for the plain addresses. */
  name: z.string(),
  urls: z.array(z.string()).min(1),
  width: z.number().int().nonnegative(),
  height: z.number().int().nonnegative(),
  /** Bits per second. */
  bitrate: z.number().int().nonnegative(),
  codec: z.enum(codecs),
  /** Exact size in bytes when the site tells it. */
  bytes: z.number().int().positive().optional(),
  /** True when the site marks the gear `Format: dash`: it has no sound track. */
  silent: z.boolean(),
  /** True for downloadAddr, which carries TikTok's watermark. */
  watermark: z.boolean(),
});
export type Gear = z.infer<typeof gearSchema>;

/** Something of a post that can become one file. */
export const assetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('video'), gears: z.array(gearSchema).min(1), durationSeconds: z.number() }),
  z.object({
    kind: z.literal('image'),
    /** From 1, in the order of the slideshow. */
    index: z.number().int().positive(),
    urls: z.array(z.string()).min(1),
    width: z.number(),
    height: z.number(),
  }),
  z.object({ kind: z.literal('music'), urls: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('cover'), urls: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('cover-animated'), urls: z.array(z.string()).min(1) }),
  z.object({
    kind: z.literal('avatar'),
    /** Tells one picture of the person from the next, whatever address it comes by: letters, digits, `_` and `-`. */
    picture: z.string(),
    urls: z.array(z.string()).min(1),
  }),
  z.object({
    kind: z.literal('subtitle'),
    /** The site's LanguageCodeName, e.g. `eng-US`. */
    language: z.string(),
    /** ASR (speech recognition), MT (machine translation) or LC. */
    source: z.string(),
    /** The site's Version text, tells apart several tracks of one language. */
    version: z.string(),
    urls: z.array(z.string()).min(1),
  }),
]);
export type Asset = z.infer<typeof assetSchema>;

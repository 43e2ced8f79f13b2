import { z } from 'zod';

/** Every kind of file that TokShelf writes; also the `{kind}` of file names (images carry `image-01`). */
export const mediaKinds = [
  'video',
  'image',
  'music',
  'cover',
  'cover-animated',
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

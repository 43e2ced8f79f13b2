import { z } from 'zod';

// What the browser tells of downloads is not enough: which of two data folders the page refers to, it does not know.
const gallerySchema = z.object({
  /** The page's whole path, and the browser's number of it. */
  path: z.string(),
  downloadId: z.number(),
  /** The data folders: the one that the page refers to, and the one before it, which is written anew next. */
  current: z.string(),
  former: z.string().optional(),
});
const allSchema = z.record(z.string(), gallerySchema);

/** A gallery that was written as downloads. */
export type OwnGallery = z.infer<typeof gallerySchema>;

const KEY = 'galleries';

const all = (): Readonly<Record<string, OwnGallery>> => {
  try {
    return allSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    // What cannot be read names nothing of ours: new names are taken then, and nothing is written over.
    return {};
  }
};

/** What is known of the gallery that was asked for under this path; undefined where none was written. */
export const ownGallery = (path: string): OwnGallery | undefined => all()[path];

/** Remembers it in the page's own storage. */
export const rememberGallery = (path: string, gallery: OwnGallery): void =>
  localStorage.setItem(KEY, JSON.stringify({ ...all(), [path]: gallery }));

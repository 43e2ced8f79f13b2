import { z } from 'zod';
import { languageFolders } from '@/lib/base/languages';
import { recordingContainers } from './live/recording';
import { mediaKindSchema } from './media';

export const SETTINGS_VERSION = 1;

/** Everything the person can set. Every field has a default, so that `settingsSchema.parse({})` is a full object. */
export const settingsSchema = z.object({
  version: z.literal(SETTINGS_VERSION).default(SETTINGS_VERSION),
  /** Template of the path below the downloads folder, without extension; see lib/naming. */
  template: z
    .string()
    .min(1)
    .max(500)
    .default('tiktok/{mode}/{owner}/{?several:{create}_{desc}/}{create}_{desc}-{kind}'),
  /** Extra fields of the person's own for the template. */
  customFields: z.record(z.string(), z.string()).default({}),
  files: z.array(mediaKindSchema).default(['video', 'image', 'music']),
  /** Music of a video post is in the video already; slideshows keep theirs by default. */
  musicOf: z.enum(['photos', 'all', 'none']).default('photos'),
  quality: z.enum(['best', 'compatible']).default('best'),
  /** Where files go: the browser's downloads folder, or a folder that the person let TokShelf write to (Chromium). */
  place: z.enum(['downloads', 'folder']).default('downloads'),
  conflict: z.enum(['skip', 'overwrite', 'keep-both']).default('keep-both'),
  /** What a later run of a list does about saved files that the person deleted. */
  deleted: z.enum(['leave', 'fetch']).default('leave'),
  onRename: z.enum(['keep', 'new']).default('keep'),
  /** Ask whether a folder is to be renamed when files lie under an earlier name of a person (in a granted folder). */
  askRename: z.boolean().default(true),
  subtitleLanguages: z.array(z.string()).default([]),
  subtitleFormat: z.enum(['srt', 'vtt']).default('srt'),
  pacing: z
    .object({
      /** Random pause between list pages, ms. */
      pageGapMin: z.number().int().nonnegative().default(800),
      pageGapMax: z.number().int().nonnegative().default(2500),
      parallel: z.number().int().min(1).max(8).default(6),
      /** Files per day; 0 = no cap. */
      dailyCap: z.number().int().nonnegative().default(0),
    })
    .prefault({}),
  live: z
    .object({
      /** `sound` = the stream of sound alone, or the sound of the best one. */
      quality: z.enum(['best', 'uhd', 'hd', 'sd', 'ld', 'sound']).default('best'),
      /** `flv` = the stream as it came, where it comes as FLV. */
      container: z.enum(recordingContainers).default('mp4'),
      splitMinutes: z.number().int().min(1).max(60).default(10),
      splitMegabytes: z.number().int().min(10).max(2000).default(500),
      /** 0 = until the live is over. */
      stopHours: z.number().int().nonnegative().default(0),
      /** 0 = whatever it takes. */
      stopGigabytes: z.number().int().nonnegative().default(0),
      /** Save what is said in the chat beside the video. */
      chat: z.boolean().default(true),
      /** Random pause between two looks at who is live, ms. */
      watchMin: z.number().int().min(60_000).default(120_000),
      watchMax: z.number().int().min(60_000).default(240_000),
    })
    .prefault({}),
  watch: z
    .object({
      /** No list that is watched is looked at, but where the person asks for it. */
      paused: z.boolean().default(false),
      /** A look may open a tab of the site where no other way is answered. */
      openTab: z.boolean().default(false),
      /** Tell of looks that found something. */
      notify: z.boolean().default(false),
    })
    .prefault({}),
  /** Take post data from replies the page itself received. */
  capture: z.boolean().default(true),
  buttons: z.boolean().default(true),
  notifyAtEnd: z.boolean().default(false),
  /** Of pages, buttons and notices; the browser's menus and lists follow the browser. */
  language: z.enum(['auto', ...languageFolders]).default('auto'),
});
export type Settings = z.infer<typeof settingsSchema>;

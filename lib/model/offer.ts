import { z } from 'zod';
import { failureSchema } from './job';
import { sourceSchema } from './source';

/** A person on TikTok, as far as popup and buttons need. */
export const accountSchema = z.object({
  uid: z.string(),
  secUid: z.string(),
  uniqueId: z.string(),
  nickname: z.string(),
  avatar: z.string().optional(),
});
export type Account = z.infer<typeof accountSchema>;

/** One thing that can be saved from here. */
export const offeredSourceSchema = z.object({
  source: sourceSchema,
  /** Posts in it, when the site says. */
  count: z.number().int().optional(),
  /** Cannot be started now, and why. */
  blocked: z.enum(['login', 'private', 'empty']).optional(),
});
export type OfferedSource = z.infer<typeof offeredSourceSchema>;

/** What the popup shows for a tab. */
export const offerSchema = z.object({
  /** `elsewhere` = not a TikTok page. */
  page: z.enum([
    'post',
    'profile',
    'live',
    'mix',
    'collection',
    'search',
    'feed',
    'following',
    'friends',
    'history',
    'explore',
    'tag',
    'music',
    'place',
    'other',
    'elsewhere',
  ]),
  /** False when the person took the site permission away. */
  allowed: z.boolean(),
  /** The logged-in account; absent when logged out or not known. */
  you: accountSchema.optional(),
  /** The profile that this page is about. */
  profile: accountSchema
    .extend({
      videos: z.number().int().optional(),
      followers: z.number().int().optional(),
      private: z.boolean(),
      likesPublic: z.boolean(),
    })
    .optional(),
  post: z.object({ id: z.string(), desc: z.string().optional(), saved: z.boolean() }).optional(),
  /** Why the page's own offer could not be read. */
  problem: failureSchema.optional(),
  /** What this page offers, best first. */
  here: z.array(offeredSourceSchema),
  /** What the logged-in account offers, whatever the page. */
  yours: z.array(offeredSourceSchema),
});
export type Offer = z.infer<typeof offerSchema>;

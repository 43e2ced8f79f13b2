import { z } from 'zod';
import { idText } from '@/lib/model/idTexts';

/** A post of a list as the popup shows it to be ticked. */
export const listedPostSchema = z.object({
  postId: idText,
  uniqueId: z.string().max(64),
  desc: z.string(),
  /** Milliseconds since 1970; 0 when it is not known. */
  createdAt: z.number(),
  cover: z.string().optional(),
  saved: z.boolean(),
  /** The post's JSON as the site sent it. */
  item: z.unknown(),
});
export type ListedPost = z.infer<typeof listedPostSchema>;

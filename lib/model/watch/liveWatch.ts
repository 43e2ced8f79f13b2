import { z } from 'zod';
import { failureSchema } from '@/lib/model/job';

/** What is watched: a person's live streams; lists come later. */
export const watchKinds = ['live'] as const;
export type WatchKind = (typeof watchKinds)[number];

/** One thing that is looked at again and again. */
export const watchSchema = z.object({
  id: z.string(),
  kind: z.enum(watchKinds),
  uniqueId: z.string(),
  nickname: z.string(),
  createdAt: z.number(),
  /** When it is looked at next, ms since 1970. */
  dueAt: z.number(),
  /** When it was last looked at together with others; 0 = never. */
  lookedAt: z.number(),
  /** Looks that failed one after the other. */
  failures: z.number().int().nonnegative(),
  error: failureSchema.optional(),
  /** The person's room as last read; empty for somebody who was never live. */
  roomId: z.string(),
  roomReadAt: z.number(),
  /** The live room that was acted upon: a recording that the person stopped is not begun again. */
  takenRoom: z.string(),
  /** The last live streams that were found, oldest first. */
  lives: z.array(z.object({ at: z.number(), roomId: z.string() })).optional(),
});
export type Watch = z.infer<typeof watchSchema>;

/** One watch per person. */
export const liveWatchId = (uniqueId: string): string => `live:${uniqueId.toLowerCase()}`;

/** So many rounds ask for one person each before one asks for all rooms that are known; fewer where there are fewer people. */
const PEOPLE_BETWEEN = 3;

export const peopleBetween = (people: number): number => Math.min(PEOPLE_BETWEEN, people);

/** The longest that it takes until a person's new room is found, in ms, with so many people and rounds that far apart. */
export const foundWithin = (people: number, roundMs: number): number =>
  people < 2 ? roundMs : (people + Math.ceil(people / peopleBetween(people))) * roundMs;

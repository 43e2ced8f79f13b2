import { z } from 'zod';
import { failureSchema, type JobOptions, jobOptionsSchema } from '@/lib/model/job';
import { type Source, type SourceKind, sourceSchema, traitsOf } from '@/lib/model/source';

/** How often a list is looked at: every so many hours or days; `at` = minutes after midnight, for days alone. */
export const watchEverySchema = z
  .object({
    unit: z.enum(['hours', 'days']),
    count: z.number().int().min(1).max(90),
    at: z.number().int().min(0).max(1439).optional(),
  })
  .refine(({ unit, at }) => unit === 'days' || at === undefined, 'at');
export type WatchEvery = z.infer<typeof watchEverySchema>;

/** What a look came to. */
const lookSchema = z.object({
  at: z.number(),
  /** Posts of which it saved a file, and its files. */
  posts: z.number().int().nonnegative(),
  files: z.number().int().nonnegative(),
  failed: z.number().int().nonnegative(),
});

/** A list that is looked at again and again; what is new is saved. */
export const listWatchSchema = z.object({
  id: z.string(),
  kind: z.literal('list'),
  source: sourceSchema,
  options: jobOptionsSchema,
  every: watchEverySchema,
  /** Whom the list belongs to, as last read; empty before the first look. */
  name: z.string(),
  createdAt: z.number(),
  /** When it is looked at next, ms since 1970. */
  dueAt: z.number(),
  /** When the last look began; 0 = never. */
  lookedAt: z.number(),
  paused: z.literal(true).optional(),
  /** The person wants a look now, whatever pauses. */
  asked: z.literal(true).optional(),
  /** The job of the look that is under way. */
  jobId: z.string().optional(),
  /** That job waits for the person, which was told of. */
  held: z.literal(true).optional(),
  /** Looks in a row, of this list or another, that the site refused for a reason that means all. */
  strikes: z.number().int().nonnegative(),
  /** Before this time no other list is looked at, ms since 1970. */
  restUntil: z.number(),
  /** The last look that ended. */
  last: lookSchema.optional(),
  /** Posts that all looks saved. */
  found: z.number().int().nonnegative(),
  /** Why the last look came to nothing. */
  error: failureSchema.optional(),
  /** The name that the person of the list had before, and since when it is another. */
  renamed: z.object({ from: z.string(), to: z.string(), at: z.number() }).optional(),
});
export type ListWatch = z.infer<typeof listWatchSchema>;

/** One watch per list. */
export const listWatchId = (listKey: string): string => `list:${listKey}`;

/** Whether a kind of list can be watched: one that shows the same posts again, so that it can be told which are new. */
export const isWatchable = (kind: SourceKind): boolean => {
  const { shape, incremental, lasting } = traitsOf(kind);
  return shape === 'list' && (incremental || lasting);
};

/** How often a list is looked at of which nothing else was said. */
export const USUAL_EVERY: WatchEvery = { unit: 'hours', count: 6 };

/** What a watch narrows its list by, from what one job did: days end with that job, a watch goes on. */
export const watchOptions = ({ afterPostId: _, interval, ...rest }: JobOptions): JobOptions => {
  const from = interval?.includes('|') ? interval.slice(0, interval.indexOf('|')).trim() : '';
  return from === '' ? rest : { ...rest, interval: `${from}|` };
};

/**
 * What a watch narrows its list by that is for what is new alone. A list by date tells by itself what that is; of any other
 * the first look notes what is there.
 */
export const newsOptions = (kind: SourceKind, now: number): JobOptions =>
  traitsOf(kind).chronological ? { listedAfter: now } : { noteOnly: true };

const names: readonly string[] = ['uniqueId', 'name'];
const idsOf = (source: Source): string =>
  JSON.stringify(
    Object.entries(source)
      .filter(([field]) => !names.includes(field))
      .sort(),
  );

/** Whether two sources are one list, whatever names they are asked for with. */
export const isSameList = (a: Source, b: Source): boolean => idsOf(a) === idsOf(b);

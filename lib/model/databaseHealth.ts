import { z } from 'zod';

/** What is known of the database outside it, so that its loss is noticed. */
export const databaseMarkSchema = z.object({
  /** As the database says itself. */
  id: z.string(),
  /** Something was saved: without that nothing can be lost. */
  used: z.boolean(),
  /** It was thrown away, and the person has not said to go on as set. */
  lost: z.boolean(),
});
export type DatabaseMark = z.infer<typeof databaseMarkSchema>;

/**
 * How the database fares: `closed` = it cannot be opened, `lost` = what was saved is no longer in it, `held` = the same, and jobs
 * wait since the folder that files go to can bring it back.
 */
export type DatabaseHealth = 'good' | 'closed' | 'lost' | 'held';

import { z } from 'zod';

// Messages between the worker and the writer in its offscreen document, as in offscreenProtocol.ts. What is to be
// written, and how it ended, stands in the rows of folderDb.ts.

const target = z.literal('folder');
const id = z.number().int().positive();

/** What the worker asks of the writer. */
export const folderRequestSchema = z.discriminatedUnion('op', [
  z.object({ target, op: z.literal('run'), id }),
  z.object({ target, op: z.literal('settle'), id }),
  z.object({ target, op: z.literal('sweep') }),
]);
export type FolderRequest = z.infer<typeof folderRequestSchema>;

/** The answer to each of them. */
export const folderReplySchema = z.object({ done: z.literal(true) });

import { z } from 'zod';

// Messages between the worker and the writer in its offscreen document, as in offscreenProtocol.ts. What is to be
// written stands in the rows of folderDb.ts as well: messages save the reading.

const target = z.literal('folder');
const id = z.number().int().positive();

/** What the worker asks of the writer. */
export const folderRequestSchema = z.discriminatedUnion('op', [
  z.object({
    target,
    op: z.literal('run'),
    id,
    row: z.object({
      folderId: z.string(),
      url: z.string(),
      path: z.string(),
      conflict: z.enum(['overwrite', 'uniquify']),
      startedAt: z.number(),
    }),
  }),
  z.object({ target, op: z.literal('settle'), id }),
  z.object({ target, op: z.literal('sweep') }),
]);
export type FolderRequest = z.infer<typeof folderRequestSchema>;

/** The answer to each of them; `end` = how the write that was asked for ended, where it did. */
export const folderReplySchema = z.object({
  done: z.literal(true),
  end: z
    .discriminatedUnion('state', [
      z.object({ state: z.literal('complete'), landed: z.string(), bytes: z.number() }),
      z.object({
        state: z.literal('failed'),
        code: z.enum(['grant', 'space', 'folder', 'path', 'file']),
        detail: z.string(),
      }),
    ])
    .optional(),
});
export type FolderReply = z.infer<typeof folderReplySchema>;

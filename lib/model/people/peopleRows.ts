import { z } from 'zod';
import { errorCodes } from '@/lib/base/errorPolicy';
import { nameSpanSchema } from '@/lib/model/authorRow';

/** A person whom a list named, or whom a job came by, across renames. Folders are not theirs: those stand in authors' rows. */
export const personRowSchema = z.object({
  secUid: z.string(),
  uid: z.string(),
  handles: z.array(nameSpanSchema),
  nicknames: z.array(nameSpanSchema),
  /** All handles in small letters, to find a person by one that is not theirs any more. */
  known: z.array(z.string()),
  /** As the site said last; what it left out is absent. */
  counts: z.object({
    followers: z.number().optional(),
    following: z.number().optional(),
    likesReceived: z.number().optional(),
    videos: z.number().optional(),
  }),
  /** Address of the picture as it was given last; it expires. */
  avatar: z.string().optional(),
  verified: z.boolean().optional(),
  privateAccount: z.boolean().optional(),
  seenAt: z.number(),
  /** When a job over many people had last saved all that it was asked for of this one (ms). */
  visitedAt: z.number().optional(),
});
export type PersonRow = z.infer<typeof personRowSchema>;

/** A person's place in a list of people. */
export const memberRowSchema = z.object({
  listKey: z.string(),
  secUid: z.string(),
  /** From 0, in the list's order, as of the last reading. */
  position: z.number().int(),
  firstSeen: z.number(),
  lastSeen: z.number(),
  /** When a whole reading missed the person. */
  goneAt: z.number().optional(),
  /** The job that met the person last. */
  jobId: z.string(),
});
export type MemberRow = z.infer<typeof memberRowSchema>;

/** `recent` = left out, since saved a short while ago; `stopped` = the person of TokShelf stopped it. */
export const turnStates = ['waiting', 'running', 'done', 'recent', 'failed', 'stopped'] as const;
export type TurnState = (typeof turnStates)[number];

/** One person of a job over many: whose turn it is, and what came of it. */
export const turnRowSchema = z.object({
  id: z.string(),
  jobId: z.string(),
  state: z.enum(turnStates),
  /** Lower comes first. */
  position: z.number().int(),
  /** Empty until it is known: of a pasted handle. */
  secUid: z.string(),
  uniqueId: z.string(),
  /** The handle that the person was known by before, where it is another now. */
  formerHandle: z.string().optional(),
  /** The job that saves the posts. */
  childId: z.string().optional(),
  /** Why it failed. */
  code: z.enum(errorCodes).optional(),
  /** Tries of finding the person that failed and may pass. */
  tries: z.number().int(),
  /** Posts that passed the filters, and files of them that are lacking. */
  posts: z.number().int(),
  lost: z.number().int(),
});
export type TurnRow = z.infer<typeof turnRowSchema>;

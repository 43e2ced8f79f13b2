import { z } from 'zod';
import { listedPostSchema } from '@/lib/model/choice/listedPost';
import { MOST_LINKS } from '@/lib/model/choice/mostLinks';
import { handleText } from '@/lib/model/idTexts';
import { jobOptionsSchema } from '@/lib/model/job';
import { offerSchema } from '@/lib/model/offer';
import { postStateSchema } from '@/lib/model/postState';
import { settingsSchema } from '@/lib/model/settings';
import { sourceSchema } from '@/lib/model/source';
import { watchEverySchema } from '@/lib/model/watch/listWatch';

/** Who may send a message: a page of the extension (`ui`), or our content script on TikTok (`page`), or both. */
export type Sender = 'ui' | 'page';

const command = <I extends z.ZodType, O extends z.ZodType>(allow: readonly Sender[], input: I, output: O) => ({
  allow,
  input,
  output,
});

const nothing = z.object({});
const pageSettingsSchema = z.object({
  /** Show buttons on the site. */
  buttons: z.boolean(),
  /** Take post data from replies that the page itself received. */
  capture: z.boolean(),
  language: settingsSchema.shape.language.unwrap(),
  /** The words of that language that our script in the page needs, raw; absent where they could not be read, and it asks the browser. */
  words: z.record(z.string(), z.string()).optional(),
});
/** The settings that the content script obeys. */
export type PageSettings = z.infer<typeof pageSettingsSchema>;
const liveNewsSchema = z.object({
  uniqueId: handleText,
  /** Absent while nothing is recorded. */
  recording: z.object({ id: z.string(), durationMs: z.number() }).optional(),
});
/** Whether the live of a person is recorded, and how long already. */
export type LiveNews = z.infer<typeof liveNewsSchema>;
const jobId = z.string().min(1).max(100);
// The longest that a list's key comes to.
const watchId = z.string().min(1).max(500);
const postId = z.string().regex(/^\d{1,20}$/);

/** The one table of messages to the worker. */
export const protocol = {
  /** Save one post. `item` is the post's JSON as the page holds it: a hint, parsed and checked by the worker. */
  save: command(
    ['ui', 'page'],
    z.object({ postId, uniqueId: z.string().max(64).optional(), item: z.unknown().optional() }),
    z.object({ jobId: z.string().optional(), state: postStateSchema }),
  ),
  /** How things stand with posts that the page shows. */
  postStates: command(
    ['ui', 'page'],
    // `jobId`: they are on the list of this job, which may not have read them yet.
    z.object({ postIds: z.array(postId).max(500), jobId: jobId.optional() }),
    z.object({ states: z.array(postStateSchema) }),
  ),
  /** Saves the posts that were ticked on a page, as one job; `item` as of `save`. */
  saveChosen: command(
    ['ui', 'page'],
    z.object({
      posts: z
        .array(z.object({ postId, uniqueId: z.string().max(64).optional(), item: z.unknown().optional() }))
        .min(1)
        .max(MOST_LINKS),
    }),
    z.object({ jobId: z.string() }),
  ),
  /** A page of a list, for a person to tick posts of it; the empty cursor is the first. Nothing of it is kept. */
  listPage: command(
    ['ui'],
    z.object({ source: sourceSchema, cursor: z.string().max(4000) }),
    z.object({ posts: z.array(listedPostSchema), cursor: z.string(), hasMore: z.boolean() }),
  ),
  startJob: command(
    ['ui'],
    z.object({ source: sourceSchema, options: jobOptionsSchema }),
    z.object({ jobId: z.string() }),
  ),
  controlJob: command(
    ['ui'],
    z.object({ jobId, action: z.enum(['pause', 'resume', 'cancel', 'retry', 'remove', 'solve']) }),
    nothing,
  ),
  /** What the tab offers to save. `more` asks the site for counts, playlists and favourites folders, too. */
  offer: command(
    ['ui'],
    z.object({ tabId: z.number().int(), url: z.string().max(4000), more: z.boolean().optional() }),
    offerSchema,
  ),
  showFile: command(['ui'], z.object({ key: z.string().max(200) }), nothing),
  /** Fetches the post's files once more; each takes the place of the one that was saved before. */
  saveAgain: command(['ui'], z.object({ postId }), z.object({ jobId: z.string() })),
  /** The same for many posts, as one job. */
  saveManyAgain: command(
    ['ui'],
    z.object({
      posts: z
        .array(z.object({ postId, uniqueId: z.string().max(64).optional(), photos: z.boolean().optional() }))
        .min(1)
        .max(MOST_LINKS),
    }),
    z.object({ jobId: z.string() }),
  ),
  /** Takes files out of the library and leaves them on the disk; answers with the posts of which nothing is known any more. */
  forgetFiles: command(
    ['ui'],
    z.object({ keys: z.array(z.string().max(200)).min(1).max(1000) }),
    z.object({ postIds: z.array(postId) }),
  ),
  /** Records the live of a person; one that is recorded already is the answer. */
  startRecording: command(['ui', 'page'], z.object({ uniqueId: handleText }), z.object({ recordingId: z.string() })),
  /** Whether a person's live is recorded now. */
  liveState: command(['ui', 'page'], z.object({ uniqueId: handleText }), liveNewsSchema),
  stopRecording: command(['ui', 'page'], z.object({ recordingId: z.string().min(1).max(100) }), nothing),
  /** Takes a recording that ended out of the list; its files stay. */
  removeRecording: command(['ui'], z.object({ recordingId: z.string().min(1).max(100) }), nothing),
  /** Shows the last saved file of a recording in its folder. */
  showRecording: command(['ui'], z.object({ recordingId: z.string().min(1).max(100) }), nothing),
  /** Records a person whenever they go live, from now on. */
  watchLive: command(['ui'], z.object({ uniqueId: handleText }), z.object({ watchId: z.string() })),
  /**
   * Looks at a list again and again and saves what is new; once more with `every` changes how. `onlyNew` = not what is on it
   * by now.
   */
  watchList: command(
    ['ui'],
    z.object({
      ...{ source: sourceSchema, options: jobOptionsSchema, every: watchEverySchema.optional() },
      onlyNew: z.literal(true).optional(),
    }),
    z.object({ watchId: z.string() }),
  ),
  /** `look` = now, whatever pauses. */
  controlWatch: command(['ui'], z.object({ watchId, action: z.enum(['pause', 'resume', 'look']) }), nothing),
  setWatchEvery: command(['ui'], z.object({ watchId, every: watchEverySchema }), nothing),
  /** Ends a watch of either kind; what it saved stays. */
  unwatch: command(['ui'], z.object({ watchId }), nothing),
  setSettings: command(['ui'], z.object({ settings: settingsSchema }), nothing),
  /** The person knows that the database was lost, and wants files saved as the settings say again. */
  acceptLoss: command(['ui'], nothing, nothing),
  /** A page of ours put rows into the database beside the background. */
  rowsCameIn: command(['ui'], nothing, nothing),

  /** The granted folder can be written to again, or another was chosen. */
  folderAllowed: command(['ui'], nothing, nothing),
  /** The settings that our script in a page obeys; the storage is closed to it. */
  pageSettings: command(['page'], nothing, pageSettingsSchema),
  openPage: command(['page'], z.object({ page: z.enum(['options', 'library', 'popup']) }), nothing),
} as const;

export type Protocol = typeof protocol;
export type CommandName = keyof Protocol;
export type CommandInput<N extends CommandName> = z.input<Protocol[N]['input']>;
export type CommandOutput<N extends CommandName> = z.output<Protocol[N]['output']>;

/** What the worker sends to content scripts, unasked: how things stand with a post or a live, and the settings after a change. */
export const pushSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('post-state'), state: postStateSchema }),
  z.object({ type: z.literal('page-settings'), settings: pageSettingsSchema }),
  z.object({ type: z.literal('live-news'), news: liveNewsSchema }),
]);
export type Push = z.infer<typeof pushSchema>;
/** News of a post. */
export type PostPush = Extract<Push, { type: 'post-state' }>;

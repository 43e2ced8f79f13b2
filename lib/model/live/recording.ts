import { z } from 'zod';
import { failureSchema } from '@/lib/model/job';

/** `saving` = the stream is over for us, parts are still handed to the browser's downloads. */
export const recordingStates = ['recording', 'saving', 'done', 'failed'] as const;

/** What the files of a recording are; `flv` only where the stream comes as FLV. */
export const recordingContainers = ['mp4', 'flv'] as const;
export type RecordingContainer = (typeof recordingContainers)[number];

/** One file of a recording. */
export const recordingPartSchema = z.object({
  index: z.number().int().positive(),
  bytes: z.number(),
  /** Where it begins in the recording, ms. */
  at: z.number(),
  durationMs: z.number(),
  width: z.number().optional(),
  height: z.number().optional(),
  codec: z.enum(['avc', 'hevc']).optional(),
  /** `writing`: a stream flows into it; `kept`: whole, held by us; `saving`: with the browser's downloads. */
  state: z.enum(['writing', 'kept', 'saving', 'saved', 'lost']),
  /** The address that the browser's download was given, written before the download is begun. */
  url: z.string().optional(),
  downloadId: z.number().optional(),
  /** The granted folder that holds it, as in records; absent = the browser's downloads. */
  folder: z.string().optional(),
  /** As the browser reports it. */
  path: z.string().optional(),
});
export type RecordingPart = z.infer<typeof recordingPartSchema>;

/** The name of a part beside the others of its recording. */
export const partName = (index: number): string => String(index).padStart(2, '0');

/** How far a recording reaches, ms over all of its parts, and the part that is written. */
export interface RecordingPlace {
  readonly position: number;
  readonly part?: {
    readonly index: number;
    /** Where it begins. */
    readonly at: number;
    readonly picture?: { readonly width: number; readonly height: number };
  };
}

/** One recording of a live room. */
export const recordingSchema = z.object({
  id: z.string(),
  roomId: z.string(),
  uniqueId: z.string(),
  nickname: z.string(),
  title: z.string(),
  state: z.enum(recordingStates),
  /** Below the downloads folder, without the part's number and the extension. */
  basePath: z.string(),
  /** Address of the stream that was chosen. */
  address: z.string(),
  quality: z.string(),
  /** Absent in rows of before it was kept. */
  codec: z.enum(['h264', 'h265']).optional(),
  soundOnly: z.boolean(),
  parts: z.array(recordingPartSchema),
  /** Where nothing came: the place in the recording, and for how long. */
  gaps: z.array(z.object({ at: z.number(), ms: z.number() })),
  durationMs: z.number(),
  bytes: z.number(),
  viewers: z.number(),
  /** ms since 1970. */
  startedAt: z.number(),
  /** When the recorder last told of it, or all of it was saved: since then nothing was heard, however often somebody looked. */
  updatedAt: z.number(),
  /** Why it ended; absent while it goes on. */
  ended: z.enum(['over', 'stopped', 'limit', 'failed']).optional(),
  error: failureSchema.optional(),
  /** The browser or its document went away in the middle; what was there was saved at the next start. */
  recovered: z.boolean().optional(),
});
export type Recording = z.infer<typeof recordingSchema>;

/** True until every part is saved. */
export const isOpenRecording = ({ state }: Pick<Recording, 'state'>): boolean =>
  state === 'recording' || state === 'saving';

import { z } from 'zod';
import { authorRowSchema } from '@/lib/model/authorRow';
import { fileTaskSchema } from '@/lib/model/fileTask';
import { handleText, idText, secUidText } from '@/lib/model/idTexts';
import { isUnfinished, jobSchema } from '@/lib/model/job';
import { tagRowSchema, wordRowSchema } from '@/lib/model/library/shelfRows';
import { listEntrySchema, listStateSchema } from '@/lib/model/listEntry';
import { isOpenRecording, recordingSchema } from '@/lib/model/live/recording';
import { assetSchema } from '@/lib/model/media';
import { memberRowSchema, personRowSchema } from '@/lib/model/people/peopleRows';
import { postSchema } from '@/lib/model/post';
import { postRowSchema } from '@/lib/model/postRow';
import { ownerIdOf, recordKey, saveRecordSchema } from '@/lib/model/saveRecord';
import { thumbOrigins } from '@/lib/model/thumb';
import { isWatchable, listWatchId, listWatchSchema } from '@/lib/model/watch/listWatch';
import { liveWatchId, watchSchema } from '@/lib/model/watch/liveWatch';
import { isSafePath } from '@/lib/naming/render/checkPath';
import { baseOf } from '@/lib/naming/text/baseOf';
import { pathKey } from '@/lib/naming/text/safePart';
import type { BackupTable } from '@/lib/ports/Backup';
import { sourceOf } from '@/lib/sources/registry';
import { isMediaAddress } from '@/lib/tiktok/address/hosts';

const LONGEST_PATH = 4096;

/** Where a file lay, as a browser told it: for the eye only, so any folder will do that leads nowhere by dots. */
const reportedPath = z
  .string()
  .max(LONGEST_PATH)
  .refine((path) => !/\p{Cc}/u.test(path) && !path.split(/[/\\]/).includes('..'), 'path');

const safePath = z.string().min(1).max(LONGEST_PATH).refine(isSafePath, 'path');

const record = saveRecordSchema
  .omit({ downloadId: true, imported: true })
  .extend({ postId: idText, path: reportedPath, relativePath: safePath, bytes: z.number().nonnegative() })
  .refine(
    ({ key, postId, authorSecUid, kind, index }) =>
      key === recordKey(ownerIdOf(kind, postId, authorSecUid), kind, index),
    'key',
  )
  .refine(
    ({ basePathKey, relativePath }) => basePathKey === undefined || baseOf(relativePath, basePathKey) !== undefined,
    'path',
  );

const post = postRowSchema
  .omit({ pending: true, asked: true, raw: true })
  .extend({ id: idText, post: postSchema.extend({ assets: z.array(assetSchema).max(0) }) })
  .refine((row) => row.id === row.post.id, 'id')
  .refine(({ post: { author } }) => author.avatar === undefined || isMediaAddress(author.avatar), 'avatar');

const author = authorRowSchema
  .extend({ secUid: z.string().min(1).max(300) })
  .refine(({ folder, folderKey }) => folderKey === pathKey(folder), 'folder');

const listKey = z.string().min(1).max(1000);
const entry = listEntrySchema.extend({ listKey, postId: idText });
const list = listStateSchema.extend({ listKey });

/** Of the keys and values, the folders that lists keep. */
const folder = z.object({ key: z.string().max(1000).startsWith('folder:'), value: z.string().min(1) });

const job = jobSchema.refine((row) => !isUnfinished(row), 'state').transform(({ replace: _, ...row }) => row);

const task = fileTaskSchema
  .refine((row) => row.state === 'failed', 'state')
  .refine((row) => row.id === `${row.jobId}:${row.recordKey}`, 'id')
  .refine(
    ({ basePath, basePathKey }) => basePath === '' || (isSafePath(basePath) && basePathKey === pathKey(basePath)),
    'path',
  )
  // A file is replaced on the word of this mark: it is never taken from elsewhere.
  .transform(({ overwrite: _, ...row }) => row);

const recording = recordingSchema
  .extend({ basePath: safePath, uniqueId: handleText })
  .refine((row) => !isOpenRecording(row), 'state')
  .refine(({ parts }) => parts.every(({ path }) => path === undefined || reportedPath.safeParse(path).success), 'path')
  .transform((row) => ({
    ...row,
    // The stream's address is signed, and over.
    address: '',
    parts: row.parts.map(({ url: _, downloadId: __, ...part }) => ({
      ...part,
      state: part.state === 'saved' ? ('saved' as const) : ('lost' as const),
    })),
  }));

/** Who is recorded when they go live; what the looks of another computer came to is left there. */
const liveWatch = watchSchema
  .pick({ kind: true, uniqueId: true, nickname: true, createdAt: true })
  .extend({ uniqueId: handleText })
  .transform((row) => ({
    ...{ id: liveWatchId(row.uniqueId), ...row, dueAt: 0, lookedAt: 0, failures: 0 },
    ...{ roomId: '', roomReadAt: 0, takenRoom: '' },
  }));

/** A list that is watched. It comes paused: nothing is fetched on the word of a file, nor on two computers at once. */
const listWatch = listWatchSchema
  .pick({ kind: true, source: true, options: true, every: true, name: true, createdAt: true })
  .refine(({ source }) => isWatchable(source.kind), 'source')
  .transform((row) => ({
    ...{ id: listWatchId(sourceOf(row.source.kind).listKey(row.source)), ...row, dueAt: 0, lookedAt: 0 },
    ...{ paused: true as const, strikes: 0, restUntil: 0, found: 0 },
  }));

const watch = z.union([liveWatch, listWatch]);

/** A person of a list; the picture's address is signed, and over. */
const person = personRowSchema
  .omit({ avatar: true })
  .extend({ secUid: secUidText })
  .refine(
    ({ handles, known }) => known.every((name) => handles.some(({ value }) => value.toLowerCase() === name)),
    'known',
  );

const member = memberRowSchema.extend({ listKey, secUid: secUidText });

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

/** One line that says something. */
const tag = tagRowSchema.refine(
  ({ tags }) => tags.every((one) => one.trim() === one && !/\p{Cc}/u.test(one)) && new Set(tags).size === tags.length,
  'tags',
);

const words = wordRowSchema.refine(({ key, postId, kind }) => key.startsWith(`${postId}:${kind}:`), 'key');

/** Bytes as the text that {@link portableRows} reads for them. */
export const base64Of = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

// Ours are 160 wide; the largest that was seen has 14 kB.
const LARGEST_THUMB = 400_000;

const thumb = z.object({
  postId: idText,
  from: z.enum(thumbOrigins),
  type: z.enum(['image/webp', 'image/jpeg', 'image/png']),
  bytes: z.base64().max(LARGEST_THUMB).transform(bytesOf),
  width: z.number().int().positive().max(2000),
  height: z.number().int().positive().max(2000),
});

/**
 * Rows as a file may hold them: those of lib/model without what belongs to one browser alone (ids of downloads, addresses
 * that expire, marks by which files are replaced), and only such as TokShelf writes itself.
 */
export const portableRows = {
  posts: post,
  records: record,
  entries: entry,
  authors: author,
  lists: list,
  kv: folder,
  jobs: job,
  tasks: task,
  recordings: recording,
  watches: watch,
  tags: tag,
  people: person,
  members: member,
  words,
  thumbs: thumb,
} as const satisfies Record<BackupTable, z.ZodType>;

/** The row of a table as it comes out of a file. */
export type PortableRow<T extends BackupTable> = z.output<(typeof portableRows)[T]>;

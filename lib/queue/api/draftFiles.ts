import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { plannedFiles } from '@/lib/media/plannedFiles';
import type { LiveRoom, LiveStream } from '@/lib/model/liveRoom';
import type { MediaKind } from '@/lib/model/media';
import type { Post } from '@/lib/model/post';
import { fileKey } from '@/lib/model/saveRecord';
import type { Settings } from '@/lib/model/settings';
import { parseTemplate } from '@/lib/naming/template/parseTemplate';
import { templateFailure } from '@/lib/naming/template/Template';
import { pathOf } from '@/lib/queue/rules/sortPosts';

/** A recording before it begins. */
export interface StreamTask {
  readonly room: LiveRoom;
  /** Best first, streams of sound alone last. */
  readonly streams: readonly LiveStream[];
  /** Below the downloads folder, without extension. */
  readonly path: string;
}

const rank = (a: LiveStream, b: LiveStream): number => b.height - a.height || b.bitrate - a.bitrate;

// As in f2, the room stands where a post would: its title is the caption, its id the post's.
const roomAsPost = ({ roomId, title, owner, startedAt }: LiveRoom, now: number): Post => ({
  id: roomId,
  kind: 'video',
  author: owner,
  createdAt: startedAt || now,
  desc: title,
  hashtags: [],
  stats: { plays: 0, likes: 0, comments: 0, shares: 0, favourites: 0, reposts: 0 },
  pinned: false,
  private: false,
  classified: false,
  isAd: false,
  assets: [],
});

/** One task for a room that is live and has a stream, none for another. Error: `input` for the template. */
export const draftStream = (room: LiveRoom, settings: Settings, now: number): Result<StreamTask[]> => {
  const template = parseTemplate(settings.template, settings.customFields);
  if (!template.ok) return err(templateFailure(template.error));
  if (room.status !== 'live' || room.streams.length === 0) return ok([]);
  const path = pathOf(
    { post: roomAsPost(room, now), ordinal: 1, files: [] },
    { kind: 'live', index: '0' },
    { source: { kind: 'live', uniqueId: room.owner.uniqueId } },
    { settings, template: template.value, now },
  );
  return ok([{ room, streams: [...room.streams].sort(rank), path }]);
};

/** Where the files of a room's recording go, without number and extension. */
export const streamPath = (room: LiveRoom, settings: Settings, now: number): Result<string> => {
  const drafted = draftStream(room, settings, now);
  if (!drafted.ok) return drafted;
  const [task] = drafted.value;
  return task ? ok(task.path) : err(failure('no_stream', 'no path for it'));
};

/** One file of a post before it is fetched. */
export interface DownloadTask {
  readonly post: Post;
  readonly kind: MediaKind;
  /** `0` for single files, `01`, `02`… for pictures, the language for subtitles. */
  readonly index: string;
  /** Below the downloads folder, without extension, which the bytes decide. */
  readonly path: string;
}

/** The record key of a task's file. */
export const keyOf = ({ post, kind, index }: Pick<DownloadTask, 'post' | 'kind' | 'index'>): string =>
  fileKey(post, { kind, index });

/** The files that a post gives under these settings, with the paths that the template asks for. Error: `input` for the template. */
export const draftFiles = (
  post: Post,
  settings: Settings,
  now: number,
  authorFolder: string | undefined,
): Result<DownloadTask[]> => {
  const template = parseTemplate(settings.template, settings.customFields);
  if (!template.ok) return err(templateFailure(template.error));
  const files = plannedFiles(post, settings).map((file) => ({ ...file, key: keyOf({ post, ...file }) }));
  const job = { source: { kind: 'one', postId: post.id } } as const;
  const context = { settings, template: template.value, now };
  return ok(
    files.map(({ kind, index }) => ({
      post,
      kind,
      index,
      path: pathOf({ post, ordinal: 1, files }, { kind, index }, job, context, authorFolder),
    })),
  );
};

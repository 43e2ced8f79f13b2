import { err, ok, type Result } from '@/lib/base/result';
import type { LiveRoom, LiveStream } from '@/lib/model/liveRoom';
import type { Post } from '@/lib/model/post';
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

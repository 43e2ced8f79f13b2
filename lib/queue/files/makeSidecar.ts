import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { assetFor } from '@/lib/media/plannedFiles';
import { commentsJson, descText, metadataJson } from '@/lib/media/sidecars';
import { isVtt, vttToSrt } from '@/lib/media/vttToSrt';
import type { Post } from '@/lib/model/post';
import type { PostRow } from '@/lib/model/postRow';
import type { Settings } from '@/lib/model/settings';
import type { Core } from '@/lib/queue/core/QueueCore';
import type { FetchingTask } from '@/lib/queue/rules/taskTransitions';
import { postAddress } from '@/lib/tiktok/address/readAddress';
import { gapOf } from './resolvePost';

interface SidecarText {
  readonly text: string;
  readonly ext: string;
  readonly mime: string;
}

const addressOf = (post: Post): string => postAddress(post.id, post.author.uniqueId, post.kind === 'photos');

const comments = async (core: Core, post: Post, settings: Settings): Promise<Result<SidecarText>> => {
  const { lists } = core;
  if (!lists.comments) return err(failure('input', 'comments cannot be read here', { postId: post.id }));
  const ask = lists.comments.bind(lists);
  const got = await ask(post.id, (request) => core.limiter.run(request, gapOf(settings)));
  if (!got.ok) return got;
  await core.breaker.passed();
  const facts = { savedAt: core.clock.now(), address: addressOf(post), postId: post.id, comments: got.value };
  const text = commentsJson({ ...facts, total: post.stats.comments });
  return ok({ text, ext: 'json', mime: 'application/json' });
};

const subtitle = async (
  core: Core,
  task: FetchingTask,
  post: Post,
  settings: Settings,
): Promise<Result<SidecarText>> => {
  const asset = assetFor(post, task);
  if (asset?.kind !== 'subtitle') return err(failure('file', `no subtitle ${task.index}`, { postId: post.id }));
  const got = await core.blobs.fetchText(asset.urls, 'subtitle');
  if (!got.ok) return got;
  if (!isVtt(got.value)) return err(failure('file', 'not WebVTT', { postId: post.id }));
  if (settings.subtitleFormat === 'vtt') return ok({ text: got.value, ext: 'vtt', mime: 'text/vtt' });
  return ok({ text: vttToSrt(got.value), ext: 'srt', mime: 'application/x-subrip' });
};

/** Kinds of file that TokShelf writes itself. */
export const isSidecar = (kind: FetchingTask['kind']): boolean =>
  kind === 'desc' || kind === 'metadata' || kind === 'comments' || kind === 'subtitle';

/** The text of a sidecar. Subtitles and comments are fetched; errors: those of Blobs.fetchText and Lists.comments. */
export const sidecarText = async (
  core: Core,
  task: FetchingTask,
  post: Post,
  row: PostRow | undefined,
  listKey: string,
  settings: Settings,
): Promise<Result<SidecarText>> => {
  switch (task.kind) {
    case 'desc':
      return ok({ text: descText(post), ext: 'txt', mime: 'text/plain' });
    case 'metadata': {
      const facts = { savedAt: core.clock.now(), list: listKey, way: row?.route ?? '', address: addressOf(post) };
      // Addresses expire within hours: they say nothing to whoever reads the file later.
      return ok({
        text: metadataJson({ ...facts, post: { ...post, assets: [] }, raw: row?.raw }),
        ext: 'json',
        mime: 'application/json',
      });
    }
    case 'comments':
      return comments(core, post, settings);
    case 'subtitle':
      return subtitle(core, task, post, settings);
    default:
      return err(failure('bug', `no sidecar of kind ${task.kind}`));
  }
};

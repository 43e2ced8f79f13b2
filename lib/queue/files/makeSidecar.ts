import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { assetFor } from '@/lib/media/plannedFiles';
import { spokenText } from '@/lib/media/searchWords';
import { commentsJson, descText, metadataJson } from '@/lib/media/sidecars';
import { isVtt, vttToSrt } from '@/lib/media/vttToSrt';
import type { SidecarKind } from '@/lib/model/media';
import type { Post } from '@/lib/model/post';
import type { PostRow } from '@/lib/model/postRow';
import { traitsOf } from '@/lib/model/source';
import { hostOf, passed } from '@/lib/queue/core/judgeRefusal';
import { listsOf } from '@/lib/queue/core/QueueCore';
import { postAddress } from '@/lib/tiktok/address/readAddress';
import { publicItem } from '@/lib/tiktok/wire/publicItem';
import type { FileRun } from './FileRun';
import { gapOf } from './resolvePost';

/** A sidecar as it is to be saved. */
export interface SidecarText {
  readonly text: string;
  readonly ext: string;
  readonly mime: string;
  /** What is said in it, where a search of the library is to find it. */
  readonly said?: string;
}

/** What a sidecar is made of. */
export interface SidecarParts {
  readonly post: Post;
  readonly row: PostRow | undefined;
}

type Maker = (run: FileRun, parts: SidecarParts) => Promise<Result<SidecarText>>;

const addressOf = (post: Post): string => postAddress(post.id, post.author.uniqueId, post.kind === 'photos');

// Its address is signed, too.
const withoutAvatar = ({ author: { avatar: _, ...author }, ...post }: Post): Post => ({ ...post, author });

const desc: Maker = async (_, { post }) => ok({ text: descText(post), ext: 'txt', mime: 'text/plain' });

/** The list that a job reads, unless it tells what the account that is logged in liked or kept. */
const tellableList = async ({ core, job }: FileRun): Promise<{ readonly list?: string }> => {
  const { source, listKey, accountUid } = job;
  const { mode, needsLogin } = traitsOf(source.kind);
  const told = { list: listKey ?? source.kind };
  if (mode !== 'like' && mode !== 'collect') return told;
  // It is shown to whoever kept it only.
  if (needsLogin) return {};
  if (accountUid === undefined) return told;
  const account = await core.lists.account(false);
  const isForeign = account !== undefined && 'secUid' in source && source.secUid !== account.secUid;
  return isForeign ? told : {};
};

const metadata: Maker = async (run, { post, row }) => {
  const { core } = run;
  const facts = {
    savedAt: core.clock.now(),
    ...(await tellableList(run)),
    way: row?.route ?? '',
    address: addressOf(post),
  };
  // Addresses expire within hours: they say nothing to whoever reads the file later.
  const text = metadataJson({ ...facts, post: { ...withoutAvatar(post), assets: [] }, raw: publicItem(row?.raw) });
  return ok({ text, ext: 'json', mime: 'application/json' });
};

const comments: Maker = async ({ core, job, settings }, { post }) => {
  const lists = listsOf(core, job);
  if (!lists.comments) return err(failure('input', 'comments cannot be read here', { postId: post.id }));
  const ask = lists.comments.bind(lists);
  const got = await ask(post.id, (request) => core.limiter.run(request, gapOf(settings)));
  if (!got.ok) return got;
  await passed(core);
  const facts = { savedAt: core.clock.now(), address: addressOf(post), postId: post.id, comments: got.value };
  const text = commentsJson({ ...facts, total: post.stats.comments });
  const said = got.value.map((comment) => comment.text).join('\n');
  return ok({ text, ext: 'json', mime: 'application/json', said });
};

const subtitle: Maker = async ({ core, task, settings }, { post }) => {
  const asset = assetFor(post, task);
  if (asset?.kind !== 'subtitle') return err(failure('file', `no subtitle ${task.index}`, { postId: post.id }));
  core.hosts.set(task.id, hostOf(asset.urls));
  const got = await core.blobs.fetchText(asset.urls, 'subtitle');
  if (!got.ok) return got;
  if (!isVtt(got.value)) return err(failure('file', 'not WebVTT', { postId: post.id }));
  const srt = vttToSrt(got.value);
  const said = spokenText(srt);
  if (settings.subtitleFormat === 'vtt') return ok({ text: got.value, ext: 'vtt', mime: 'text/vtt', said });
  return ok({ text: srt, ext: 'srt', mime: 'application/x-subrip', said });
};

const makers: Record<SidecarKind, Maker> = { desc, metadata, comments, subtitle };

/** The text of a sidecar. Subtitles and comments are fetched; errors: those of Blobs.fetchText and Lists.comments. */
export const sidecarText = (kind: SidecarKind, run: FileRun, parts: SidecarParts): Promise<Result<SidecarText>> =>
  makers[kind](run, parts);

import { policyOf } from '@/lib/base/errorPolicy';
import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { contradicts } from '@/lib/media/checkBytes';
import { isExpired } from '@/lib/media/expiresAt';
import { orderGears } from '@/lib/media/orderGears';
import { assetFor } from '@/lib/media/plannedFiles';
import { type Asset, fileTraitsOf, type Gear } from '@/lib/model/media';
import type { Post } from '@/lib/model/post';
import type { Staged } from '@/lib/ports/Blobs';
import { hostOf } from '@/lib/queue/core/judgeRefusal';
import { judgeFailure } from '@/lib/queue/rules/judgeFailure';
import type { FetchingTask } from '@/lib/queue/rules/taskTransitions';
import type { FileRun } from './FileRun';

/** Bytes that lie ready, with what is to be remembered of them. */
export interface Obtained {
  readonly staged: Staged;
  readonly notes: readonly string[];
}

type Fetchable = Exclude<Asset, { kind: 'video' }>;

// The bytes that are fetched anyway are all that thumbnails are made of: no request is made for one.
const thumbOf = ({ kind, index, postId }: FetchingTask): { readonly thumbOf?: string } =>
  fileTraitsOf(kind).givesThumbnail && Number(index) <= 1 ? { thumbOf: postId } : {};

interface Wanted {
  /** Under which the bytes are to lie. */
  readonly id: string;
  readonly urls: readonly string[];
  readonly bytes?: number | undefined;
}

const fetchUrls = async ({ core, task, onProgress }: FileRun, { id, urls, bytes }: Wanted): Promise<Result<Staged>> => {
  if (isExpired(urls, core.clock.now())) return err(failure('expired', 'past its time', { postId: task.postId }));
  core.fetching.set(task.id, id);
  core.hosts.set(task.id, hostOf(urls));
  const size = bytes === undefined ? {} : { expectBytes: bytes };
  const order = { id, kind: task.kind, urls, ...size, ...thumbOf(task) };
  const got = await core.blobs.fetch(order, onProgress);
  // The data of the post may be wrong about its own files. What was announced and how a file is built tell a whole one.
  const again = !got.ok && bytes !== undefined && contradicts(got.error, bytes);
  const last = again ? await core.blobs.fetch({ id, kind: task.kind, urls, ...thumbOf(task) }, onProgress) : got;
  core.fetching.delete(task.id);
  return last;
};

/** Fetches a gear, except one whose head says that it is silent where only sound is wanted: undefined. */
const fetchGear = async (run: FileRun, wanted: Wanted, soundOnly: boolean): Promise<Result<Staged | undefined>> => {
  const { core, task } = run;
  if (!soundOnly || !core.blobs.probeSound) return fetchUrls(run, wanted);
  core.fetching.set(task.id, wanted.id);
  core.hosts.set(task.id, hostOf(wanted.urls));
  const sound = await core.blobs.probeSound({ id: wanted.id, urls: wanted.urls });
  core.fetching.delete(task.id);
  if (!sound.ok) return sound;
  return sound.value === 'absent' ? ok(undefined) : fetchUrls(run, wanted);
};

const notesOf = (gear: Gear, silent: boolean): string[] => [
  ...(silent ? ['no-sound'] : []),
  ...(gear.watermark ? ['watermark'] : []),
];

// Some formats answer 404 for good; a site that is slow or refuses is no fault of the gear.
const mayTakeNext = (task: FetchingTask, error: Failure): boolean =>
  task.attempts >= 2 && policyOf(error.code).otherGear === true && policyOf(error.code).verdict === judgeFailure(error);

const isLastTry = ({ core, task }: FileRun): boolean =>
  task.attempts + 1 >= (task.priority === 0 ? core.tuning.clickTries : core.tuning.fileTries);

/**
 * Takes the gears in order until one has sound; when none has, the first one is it. Once a silent one lies there, only
 * the heads of the others are fetched, until one has sound. One that failed may have sound, so until the last try no
 * silent one is taken in its place.
 */
const fetchVideo = async (run: FileRun, gears: readonly Gear[]): Promise<Result<Obtained>> => {
  const { core, task } = run;
  let failed = 0;
  let mute: { staged: Staged; gear: Gear } | undefined;
  let last: Failure = failure('shape', 'no gear that plays outside the app', { postId: task.postId });
  for (const [at, gear] of gears.entries()) {
    // Each gear lies under an id of its own, so that the first one is still there when all prove mute.
    const id = at === 0 ? task.id : `${task.id}~${at}`;
    const got = await fetchGear(run, { id, urls: gear.urls, bytes: gear.bytes }, mute !== undefined);
    if (!got.ok) {
      last = got.error;
      failed += 1;
      if (mayTakeNext(task, got.error)) continue;
      if (mute) await core.blobs.release(mute.staged.id);
      return got;
    }
    if (!got.value) continue;
    if (got.value.hasSound !== false) {
      if (mute) await core.blobs.release(mute.staged.id);
      return ok({ staged: got.value, notes: notesOf(gear, false) });
    }
    if (mute) await core.blobs.release(got.value.id);
    else mute = { staged: got.value, gear };
  }
  if (!mute) return err(last);
  if (failed > 0 && !isLastTry(run)) {
    await core.blobs.release(mute.staged.id);
    return err(last);
  }
  return ok({ staged: mute.staged, notes: notesOf(mute.gear, true) });
};

const fetchOther = async (run: FileRun, { urls }: Fetchable): Promise<Result<Obtained>> => {
  const got = await fetchUrls(run, { id: run.task.id, urls });
  return got.ok ? ok({ staged: got.value, notes: [] }) : got;
};

/** Fetches the bytes of a picture, video, cover or sound. Errors: those of Blobs.fetch; `file` when the post has no address for it. */
export const fetchAsset = async (run: FileRun, post: Post): Promise<Result<Obtained>> => {
  const { task, settings } = run;
  const asset = assetFor(post, task);
  if (!asset) return err(failure('file', `no address for ${task.kind} ${task.index}`, { postId: task.postId }));
  if (asset.kind === 'video') return fetchVideo(run, orderGears(asset.gears, settings.quality));
  return fetchOther(run, asset);
};

import { failure, TokError } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import type { Blobs } from '@/lib/ports/Blobs';
import type { Downloads } from '@/lib/ports/Downloads';
import type { Lists } from '@/lib/ports/Lists';

const caught = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TokError) return err(error.failure);
    return err(failure('bug', error instanceof Error ? `${error.name}: ${error.message}` : String(error)));
  }
};

/** Lists whose every fault is a value: a parser that throws must cost one job, not the worker. */
export const safeLists = (lists: Lists): Lists => {
  const comments = lists.comments?.bind(lists);
  return {
    listKey: (source) => lists.listKey(source),
    open: (source) => caught(() => lists.open(source)),
    page: (source, cursor) => caught(() => lists.page(source, cursor)),
    people: (source, cursor) => caught(() => lists.people(source, cursor)),
    profile: (who) => caught(() => lists.profile(who)),
    post: (postId, uniqueId) => caught(() => lists.post(postId, uniqueId)),
    account: (mayAsk) => lists.account(mayAsk),
    route: () => lists.route?.(),
    ...(comments ? { comments: (postId, inTurn) => caught(() => comments(postId, inTurn)) } : {}),
  };
};

/** Blobs whose every fault in getting bytes is a value. */
export const safeBlobs = (blobs: Blobs): Blobs => {
  const probeSound = blobs.probeSound?.bind(blobs);
  return {
    fetch: (order, onProgress) => caught(() => blobs.fetch(order, onProgress)),
    ...(probeSound ? { probeSound: (order) => caught(() => probeSound(order)) } : {}),
    make: (order) => caught(() => blobs.make(order)),
    fetchText: (urls, kind) => caught(() => blobs.fetchText(urls, kind)),
    abort: (id) => blobs.abort(id),
    release: (id) => blobs.release(id),
    staged: () => blobs.staged(),
  };
};

/** Downloads whose start fails by value. */
export const safeDownloads = (downloads: Downloads): Downloads => {
  const removeFile = downloads.removeFile?.bind(downloads);
  const folder = downloads.folder?.bind(downloads);
  const kept = downloads.kept?.bind(downloads);
  const closed = downloads.closed?.bind(downloads);
  const gone = downloads.gone?.bind(downloads);
  return {
    start: (order) => caught(() => downloads.start(order)),
    findById: (id) => downloads.findById(id),
    findByUrl: (url) => downloads.findByUrl(url),
    cancel: (id) => downloads.cancel(id),
    forget: (id) => downloads.forget(id),
    ...(removeFile ? { removeFile } : {}),
    ...(folder ? { folder } : {}),
    ...(kept ? { kept } : {}),
    ...(closed ? { closed } : {}),
    ...(gone ? { gone } : {}),
    onEnd: (callback) => downloads.onEnd(callback),
  };
};

import type { Failure } from '@/lib/base/failure';
import type { Result } from '@/lib/base/result';
import { checkLength, checkStatus } from '@/lib/media/checkBytes';
import { largestFile } from '@/lib/media/largestFile';
import type { MediaKind } from '@/lib/model/media';
import type { FetchOrder } from '@/lib/ports/Blobs';
import { isMediaAddress } from '@/lib/tiktok/address/hosts';
import { type CheckedMedia, inspectReply } from './inspectReply';
import { type BlobReply, type BlobRequest, type ReplyHead, requestBlob, SMALL_BYTES } from './requestBlob';
import { tryMirrors } from './tryMirrors';

type MediaOrder = Omit<FetchOrder, 'id'>;

export interface FetchMediaOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (received: number, total: number) => void;
  /** How long nothing may arrive; default 30 s. */
  readonly stallMs?: number;
  /** Stands in for the browser in tests. */
  readonly request?: (order: BlobRequest) => Promise<Result<BlobReply>>;
}

const STALL_MS = 30_000;

/** Kinds whose files are seldom larger than a megabyte, whether the site tells their size or not. */
const smallKinds: ReadonlySet<MediaKind> = new Set(['image', 'cover', 'cover-animated', 'avatar', 'subtitle']);

// A short reply is read whole even when it is surely wrong: its words tell a captcha from a plain refusal.
const READ_ANYWAY = 512 * 1024;

const judgeHead =
  ({ kind, expectBytes }: MediaOrder) =>
  ({ status, url, contentLength }: ReplyHead): Failure | undefined => {
    const facts = {
      kind,
      status,
      hostAllowed: isMediaAddress(url),
      ...(expectBytes === undefined ? {} : { expectBytes }),
    };
    // More requests than allowed: nothing that follows may be loaded, be it short or long.
    const checked = checkStatus(facts);
    const hopeless = !facts.hostAllowed || status === 429;
    if (!checked.ok && hopeless) return checked.error;
    if (contentLength === undefined || contentLength <= READ_ANYWAY) return undefined;
    if (!checked.ok) return checked.error;
    const length = checkLength(contentLength, facts);
    return length.ok ? undefined : length.error;
  };

/**
 * Fetches bytes from the site's media hosts, mirror after mirror, and checks them. The failure of several mirrors is
 * the one that tells most. Never rejects for what a server does. Errors: `network` (detail `aborted` when stopped),
 * `offline`, `timeout`, `rate`, `captcha`, `expired`, `gate`, `file` (also for addresses off the list of hosts), `http`.
 */
export const fetchMirrors = async (order: MediaOrder, options: FetchMediaOptions): Promise<Result<CheckedMedia>> => {
  const { signal, onProgress, stallMs = STALL_MS, request = requestBlob } = options;
  return tryMirrors(order.urls, async (url) => {
    const reply = await request({
      url,
      signal,
      stallMs,
      maxBytes: largestFile(order.kind),
      isSmall: order.expectBytes === undefined ? smallKinds.has(order.kind) : order.expectBytes <= SMALL_BYTES,
      judgeHead: judgeHead(order),
      onProgress: (received, total) => onProgress(received, order.expectBytes ?? total),
    });
    return reply.ok ? inspectReply(order, reply.value) : reply;
  });
};

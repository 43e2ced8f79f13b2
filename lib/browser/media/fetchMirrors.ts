import { type ErrorCode, policyOf } from '@/lib/base/errorPolicy';
import { type Failure, failure } from '@/lib/base/failure';
import { err, type Result } from '@/lib/base/result';
import { checkLength, checkStatus } from '@/lib/media/checkBytes';
import { largestFile } from '@/lib/media/largestFile';
import type { MediaKind } from '@/lib/model/media';
import type { FetchOrder } from '@/lib/ports/Blobs';
import { isMediaAddress } from '@/lib/tiktok/address/hosts';
import { type CheckedMedia, inspectReply } from './inspectReply';
import { ABORTED, type BlobReply, type BlobRequest, type ReplyHead, requestBlob, SMALL_BYTES } from './requestBlob';

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
const smallKinds: ReadonlySet<MediaKind> = new Set(['image', 'cover', 'cover-animated', 'subtitle']);

// A short reply is read whole even when it is surely wrong: its words tell a captcha from a plain refusal.
const READ_ANYWAY = 512 * 1024;

// Which failure of several mirrors tells most of what to do next.
const telling: readonly ErrorCode[] = [
  'rate',
  'captcha',
  'expired',
  'gate',
  'file',
  'http',
  'timeout',
  'refused',
  'network',
];

const rankOf = (code: ErrorCode): number => {
  const rank = telling.indexOf(code);
  return rank === -1 ? telling.length : rank;
};

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

// After an abort another mirror would be asked against the person's will.
const endsTheTour = ({ code, detail }: Failure): boolean => policyOf(code).mirrorsAlike === true || detail === ABORTED;

/**
 * Fetches bytes from the site's media hosts, mirror after mirror, and checks them. The failure of several mirrors is
 * the one that tells most. Never rejects for what a server does. Errors: `network` (detail `aborted` when stopped),
 * `offline`, `timeout`, `rate`, `captcha`, `expired`, `gate`, `file` (also for addresses off the list of hosts), `http`.
 */
export const fetchMirrors = async (order: MediaOrder, options: FetchMediaOptions): Promise<Result<CheckedMedia>> => {
  const { signal, onProgress, stallMs = STALL_MS, request = requestBlob } = options;
  let worst: Failure = failure('file', 'no address on the list of hosts');
  let tried = 0;
  for (const url of order.urls.filter(isMediaAddress)) {
    const reply = await request({
      url,
      signal,
      stallMs,
      maxBytes: largestFile(order.kind),
      isSmall: order.expectBytes === undefined ? smallKinds.has(order.kind) : order.expectBytes <= SMALL_BYTES,
      judgeHead: judgeHead(order),
      onProgress: (received, total) => onProgress(received, order.expectBytes ?? total),
    });
    const media = reply.ok ? await inspectReply(order, reply.value) : reply;
    if (media.ok) return media;
    if (endsTheTour(media.error)) return media;
    if (tried === 0 || rankOf(media.error.code) < rankOf(worst.code)) worst = media.error;
    tried += 1;
  }
  return err(worst);
};

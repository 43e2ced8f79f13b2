import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { isRedirect } from '@/lib/browser/access/isRedirect';
import { readBody } from '@/lib/browser/access/readBody';
import { tooLarge } from '@/lib/media/largestFile';

/** What is known of a reply when its headers are here (readyState 2). */
export interface ReplyHead {
  readonly status: number;
  /** The final address, after redirects. */
  readonly url: string;
  readonly headers: Headers;
  /** Absent when the server did not say, or when the body is compressed on the way. */
  readonly contentLength?: number;
}

export interface BlobReply extends ReplyHead {
  /** Bytes where the body was small enough to lie in memory. */
  readonly body: Blob | Uint8Array<ArrayBuffer>;
}

export interface BlobRequest {
  readonly url: string;
  readonly signal: AbortSignal;
  /** A failure ends the request before its body is loaded. */
  readonly judgeHead: (head: ReplyHead) => Failure | undefined;
  readonly onProgress: (received: number, total: number) => void;
  /** A longer body is cut with `file`, whatever length was announced. */
  readonly maxBytes?: number;
  /** The body is believed small. */
  readonly isSmall?: boolean;
  /** How long nothing may arrive. */
  readonly stallMs: number;
}

/** A body up to here is loaded into memory: with eight files at a time that is 32 MB. */
export const SMALL_BYTES = 4 * 1024 * 1024;

// The browser joins the headers with CR LF; a value may hold further colons.
const readHeaders = (text: string): Headers => {
  const headers = new Headers();
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return headers;
};

const isPacked = (headers: Headers): boolean => (headers.get('content-encoding') ?? 'identity') !== 'identity';

/** The length that a server announced; undefined when it did not, or when the body is compressed on the way. */
export const lengthIn = (headers: Headers): number | undefined => {
  const length = headers.get('content-length') ?? '';
  return !isPacked(headers) && /^\d+$/.test(length) ? Number(length) : undefined;
};

const readHead = (xhr: XMLHttpRequest): ReplyHead => {
  const headers = readHeaders(xhr.getAllResponseHeaders());
  const contentLength = lengthIn(headers);
  return {
    status: xhr.status,
    url: xhr.responseURL,
    headers,
    ...(contentLength === undefined ? {} : { contentLength }),
  };
};

/** Why a request broke. One that is led to a host which may not be read is this address's own matter, whatever the line is like. */
export const whyBroken = async (
  { url, signal }: Pick<BlobRequest, 'url' | 'signal'>,
  isAnswered: boolean,
): Promise<Failure> => {
  if (navigator.onLine === false) return failure('offline');
  // A head is shown of a reply that may be read alone: what broke afterwards is the line.
  if (isAnswered || !(await isRedirect(url, { credentials: 'include', signal }))) return failure('network');
  return failure('refused', 'led to a host that may not be read');
};

/** Detail of the failure that an aborted request ends with. */
export const ABORTED = 'aborted';

/** What is packed is small: subtitles, and pages in place of a file. */
const LARGEST_PACKED = 64 * 1024 * 1024;
const PACKED_MS = 60_000;

/**
 * Asks anew for what the server packs, and reads it part by part. Firefox 153 unpacks a whole reply before an XMLHttpRequest
 * hears of progress: 400 kB became 400 MB, and the browser grew by 1.2 GB, before it could be stopped.
 */
const requestPacked = async (order: BlobRequest): Promise<Result<BlobReply>> => {
  const { url, signal, maxBytes = LARGEST_PACKED } = order;
  try {
    const late = AbortSignal.timeout(PACKED_MS);
    const reply = await fetch(url, { credentials: 'include', signal: AbortSignal.any([signal, late]) });
    const head = { status: reply.status, url: reply.url, headers: reply.headers };
    const problem = order.judgeHead(head);
    if (problem) {
      await reply.body?.cancel();
      return err(problem);
    }
    const body = await readBody(reply, maxBytes);
    return body.ok ? ok({ ...head, body: new Uint8Array(body.value) }) : err(tooLarge(maxBytes));
  } catch (error) {
    if (signal.aborted) return err(failure('network', ABORTED));
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    return err(isLate ? failure('timeout', 'nothing arrives') : await whyBroken(order, false));
  }
};

const bodyOf = (response: unknown): BlobReply['body'] | undefined => {
  if (response instanceof ArrayBuffer) return new Uint8Array(response);
  return response instanceof Blob ? response : undefined;
};

// A body that was believed small is not, or one is packed: it is asked for again in another way.
const LARGER = failure('bug', 'larger than believed');
const PACKED = failure('bug', 'packed');

const send = (order: BlobRequest, isSmall: boolean): Promise<Result<BlobReply>> => {
  if (order.signal.aborted) return Promise.resolve(err(failure('network', ABORTED)));
  return new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    let stall: ReturnType<typeof setTimeout> | undefined;
    let isAnswered = false;

    const finish = (result: Result<BlobReply>): void => {
      clearTimeout(stall);
      order.signal.removeEventListener('abort', cancel);
      resolve(result);
    };
    const stop = (reason: Failure): void => {
      finish(err(reason));
      xhr.abort();
    };
    const { maxBytes = Number.POSITIVE_INFINITY } = order;
    const tooLong = (bytes: number): Failure | undefined => {
      if (bytes > maxBytes) return tooLarge(maxBytes);
      return isSmall && bytes > SMALL_BYTES ? LARGER : undefined;
    };
    const cancel = (): void => stop(failure('network', ABORTED));
    const alive = (): void => {
      clearTimeout(stall);
      stall = setTimeout(() => stop(failure('timeout', 'nothing arrives')), order.stallMs);
    };

    xhr.onreadystatechange = () => {
      if (xhr.readyState !== XMLHttpRequest.HEADERS_RECEIVED) return;
      isAnswered = true;
      const head = readHead(xhr);
      const problem = order.judgeHead(head) ?? tooLong(head.contentLength ?? 0);
      if (problem) stop(problem);
      else if (isPacked(head.headers)) stop(PACKED);
    };
    xhr.onprogress = ({ loaded, lengthComputable, total }) => {
      alive();
      const problem = tooLong(loaded);
      if (problem) return stop(problem);
      order.onProgress(loaded, lengthComputable ? total : 0);
    };
    xhr.onload = () => {
      const body = bodyOf(xhr.response);
      finish(body ? ok({ ...readHead(xhr), body }) : err(failure('network', 'no body')));
    };
    xhr.onerror = () => void whyBroken(order, isAnswered).then((broken) => finish(err(broken)));

    order.signal.addEventListener('abort', cancel);
    alive();
    xhr.open('GET', order.url);
    xhr.responseType = isSmall ? 'arraybuffer' : 'blob';
    xhr.withCredentials = true;
    xhr.send();
  });
};

/**
 * Loads an address with the session's cookies, by XMLHttpRequest: it alone has progress while the browser keeps the body
 * out of memory (measured up to 1 GB, Chromium 156), and it exists in the offscreen document and in Firefox's event page. A small
 * body comes as bytes: a Blob of the browser's that is read, typed and registered costs three calls to its process more. Never rejects. Errors: `network` (also with detail {@link ABORTED}), `offline`, `refused` (led elsewhere), `timeout`
 * (nothing arrived for `stallMs`), and whatever `judgeHead` says.
 */
export const requestBlob = async (order: BlobRequest): Promise<Result<BlobReply>> => {
  const reply = await send(order, order.isSmall ?? false);
  if (reply.ok) return reply;
  if (reply.error === PACKED) return requestPacked(order);
  return reply.error === LARGER ? send(order, false) : reply;
};

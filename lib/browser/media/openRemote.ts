import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { ByteSource } from '@/lib/media/readMp4Tracks';
import { ABORTED, lengthIn, type ReplyHead, whyBroken } from './requestBlob';

export interface RemoteRequest {
  readonly url: string;
  readonly signal: AbortSignal;
  /** How long a request may take. */
  readonly timeoutMs: number;
  /** A failure ends the first request before its body is read. */
  readonly judgeHead: (head: ReplyHead) => Failure | undefined;
}

/** A file at the other end of the line, read where it is asked for. */
export interface RemoteFile extends ByteSource {
  /** Ends what is under way. */
  close(): void;
}

/** Thrown by {@link RemoteFile.read}: the bytes would cost more than they are worth, or did not come. */
export class OutOfReach extends Error {}

// The tables before a video's sound track take some ten kB a minute.
const PIECE = 32 * 1024;
const MOST_BYTES = 1024 * 1024;
const MOST_REQUESTS = 6;

interface Piece {
  readonly from: number;
  bytes: Uint8Array;
}

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

const headOf = ({ status, url, headers }: Response): ReplyHead => {
  const contentLength = lengthIn(headers);
  return { status, url, headers, ...(contentLength === undefined ? {} : { contentLength }) };
};

/** The length of the whole file; unknown = no end is in sight. */
const sizeOf = ({ status, headers, contentLength }: ReplyHead): number => {
  const told = status === 206 ? /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1] : contentLength;
  return told === undefined ? Number.POSITIVE_INFINITY : Number(told);
};

const startOf = ({ status, headers }: ReplyHead): number =>
  status === 206 ? Number(/^bytes (\d+)-/.exec(headers.get('content-range') ?? '')?.[1] ?? 0) : 0;

/**
 * Opens a file of a media host by its first bytes (RFC 9110, 14.1); what is asked for beyond them is another range. Where
 * the host sends the whole file instead, its stream is read as far as is asked for and then broken off. Errors: `network` (also with
 * detail {@link ABORTED}), `offline`, `refused`, `timeout`, and whatever `judgeHead` says.
 */
export const openRemote = async (order: RemoteRequest): Promise<Result<RemoteFile>> => {
  const { url } = order;
  const late = AbortSignal.timeout(order.timeoutMs);
  const end = new AbortController();
  const signal = AbortSignal.any([order.signal, end.signal]);
  let requests = 0;
  let loaded = 0;

  const ask = (from: number, length: number, limit: AbortSignal): Promise<Response> => {
    requests += 1;
    const headers = { Range: `bytes=${from}-${from + length - 1}` };
    return fetch(url, { headers, credentials: 'include', cache: 'no-store', signal: AbortSignal.any([signal, limit]) });
  };

  let reply: Response;
  try {
    reply = await ask(0, PIECE, late);
  } catch {
    if (order.signal.aborted) return err(failure('network', ABORTED));
    if (late.aborted) return err(failure('timeout', 'nothing arrives'));
    return err(await whyBroken(order, false));
  }
  const head = headOf(reply);
  const problem = order.judgeHead(head);
  if (problem) {
    end.abort();
    return err(problem);
  }
  const size = sizeOf(head);
  const pieces: Piece[] = [];

  /** Reads on in a stream until a piece reaches to `to`; what comes beyond is kept, too. */
  const fill = async (piece: Piece, reader: ReadableStreamDefaultReader<Uint8Array>, to: number): Promise<boolean> => {
    while (piece.from + piece.bytes.length < to) {
      const { done, value } = await reader.read();
      if (done) return false;
      loaded += value.length;
      if (loaded > MOST_BYTES) throw new OutOfReach('too long');
      piece.bytes = joined(piece.bytes, value);
    }
    return true;
  };

  const first: Piece = { from: 0, bytes: new Uint8Array() };
  pieces.push(first);
  const stream = reply.body?.getReader();
  const isWhole = head.status !== 206;

  const askMore = async (from: number, length: number): Promise<Piece> => {
    if (requests >= MOST_REQUESTS) throw new OutOfReach('too many ranges');
    const more = await ask(from, Math.max(length, PIECE), AbortSignal.timeout(order.timeoutMs));
    const told = headOf(more);
    const reader = more.body?.getReader();
    if (told.status !== 206 || startOf(told) !== from || order.judgeHead(told) || !reader)
      throw new OutOfReach(`status ${told.status}`);
    const piece: Piece = { from, bytes: new Uint8Array() };
    await fill(piece, reader, Number.POSITIVE_INFINITY);
    pieces.push(piece);
    return piece;
  };

  const within = (piece: Piece, from: number, to: number): boolean =>
    piece.from <= from && to <= piece.from + piece.bytes.length;

  const load = async (from: number, to: number): Promise<Piece> => {
    const known = pieces.find((piece) => within(piece, from, to));
    if (known) return known;
    if (stream && (isWhole || to <= PIECE)) await fill(first, stream, isWhole ? to : PIECE);
    if (isWhole || within(first, from, to)) return first;
    return askMore(from, to - from);
  };

  return ok({
    size,
    read: async (from, length) => {
      const to = Math.min(from + length, size);
      if (to <= from) return new Uint8Array();
      try {
        const piece = await load(from, to);
        return piece.bytes.subarray(from - piece.from, to - piece.from);
      } catch (error) {
        if (error instanceof OutOfReach) throw error;
        throw new OutOfReach(String(error));
      }
    },
    close: () => end.abort(),
  });
};

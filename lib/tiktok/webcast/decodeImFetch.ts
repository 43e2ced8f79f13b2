import { type Failure, failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { readProto } from '@/lib/tiktok/webcast/alignWire';
import {
  AnyMessageSchema,
  type Envelope,
  type FetchResult,
  FetchResultSchema,
} from '@/lib/tiktok/webcast/gen/webcast_pb';
import { messageReaders } from '@/lib/tiktok/webcast/messageReaders';
import { commonOf, count, idOf } from '@/lib/tiktok/webcast/plainParts';
import type { WebcastMessage } from '@/lib/tiktok/webcast/WebcastMessage';

/**
 * Reads the payload of one live room message.
 * @param method as the site names it, with or without `Webcast` in front
 * @returns the message as plain values; a method that nobody reads comes as `other` with its name and payload; code `shape` when the
 * payload of a known method is no protobuf
 */
export const decodeMessage = (method: string, payload: Uint8Array): Result<WebcastMessage> => {
  const name = method.replace(/^Webcast/, '');
  const read = Object.hasOwn(messageReaders, name) ? messageReaders[name] : undefined;
  if (read) return read(method, payload);
  const any = readProto(AnyMessageSchema, payload);
  const common = any.ok && any.value.common?.method ? any.value.common : undefined;
  return ok({ kind: 'other', ...commonOf(method, common), payload });
};

/** The reply of webcast/im/fetch, and what a push frame carries. */
export interface ImFetchReply {
  readonly cursor: string;
  readonly internalExt: string;
  /** Route parameters that the web socket's address repeats. */
  readonly wrss: string;
  readonly imprp: string;
  /** How long to wait before the next request, when polling. */
  readonly fetchIntervalMs: number;
  readonly heartbeatMs: number;
  readonly needsAck: boolean;
  /** The web socket to go on with; empty when the site offers none. */
  readonly pushServer: string;
  readonly messages: readonly WebcastMessage[];
  /** Messages whose payload could not be read; each costs itself only and stays in `messages` as `other`. */
  readonly problems: readonly Failure[];
}

const routeParam = ({ routeParams }: FetchResult, name: 'wrss' | 'imprp'): string => {
  for (const { key, value, imprp } of routeParams) {
    if (key === name) return value;
    if (key === '' && name === 'wrss' && value !== '') return value;
    if (name === 'imprp' && imprp !== '') return imprp;
  }
  return '';
};

const withEnvelope = (message: WebcastMessage, { id, history }: Envelope): WebcastMessage => ({
  ...message,
  id: message.id || idOf(id),
  history,
});

const readEnvelope = (envelope: Envelope): { readonly message: WebcastMessage; readonly problem?: Failure } => {
  const { method, payload } = envelope;
  const read = decodeMessage(method, payload);
  if (read.ok) return { message: withEnvelope(read.value, envelope) };
  const kept = { kind: 'other', method, id: '', roomId: '', createdAt: 0, history: false, payload } as const;
  return { message: withEnvelope(kept, envelope), problem: read.error };
};

const plain = (result: FetchResult): ImFetchReply => {
  const read = result.messages.map(readEnvelope);
  return {
    cursor: result.cursor,
    internalExt: result.internalExt,
    wrss: routeParam(result, 'wrss'),
    imprp: routeParam(result, 'imprp'),
    fetchIntervalMs: count(result.fetchInterval),
    heartbeatMs: count(result.heartbeatDuration),
    needsAck: result.needsAck,
    pushServer: result.pushServer,
    messages: read.map(({ message }) => message),
    problems: read.flatMap(({ problem }) => (problem ? [problem] : [])),
  };
};

/**
 * Reads what a push frame of the web socket carries; unlike a reply of im/fetch it may come without a cursor.
 * @returns code `shape` for bytes that are no protobuf
 */
export const decodeFramePayload = (bytes: Uint8Array): Result<ImFetchReply> => {
  const result = readProto(FetchResultSchema, bytes);
  return result.ok ? ok(plain(result.value)) : result;
};

/**
 * Reads the body of webcast/im/fetch (recorded 2026-08).
 * @returns code `gate` for an empty body, which is how the site refuses; `shape` for bytes that are no such reply, HTML and truncated
 * replies included. A message that cannot be read does not lose the others.
 */
export const decodeImFetch = (bytes: Uint8Array): Result<ImFetchReply> => {
  if (bytes.length === 0) return err(failure('gate', 'im/fetch: empty body'));
  const reply = decodeFramePayload(bytes);
  if (reply.ok && reply.value.cursor === '') return err(failure('shape', 'FetchResult: no cursor'));
  return reply;
};

import { create, toBinary } from '@bufbuild/protobuf';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { PushFrameSchema } from './gen/webcast_pb';
import { readProto } from './readProto';

/** One message of the live web socket. */
export interface WebcastFrame {
  readonly seqId: string;
  readonly logId: string;
  readonly service: number;
  readonly method: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly encoding: string;
  /** `msg` for messages, `hb` for heartbeats, `ack` for acknowledgements. */
  readonly type: string;
  /** Packed as it came: see unpackPayload. */
  readonly payload: Uint8Array;
}

/** Reads a frame; code `shape` for bytes that are none, an empty frame included. */
export const decodePushFrame = (bytes: Uint8Array): Result<WebcastFrame> => {
  const frame = readProto(PushFrameSchema, bytes);
  if (!frame.ok) return frame;
  const { seqId, logId, service, method, headers, encoding, type, payload } = frame.value;
  if (type === '' && payload.length === 0) return err(failure('shape', 'PushFrame: neither type nor payload'));
  const named = Object.fromEntries(headers.map(({ key, value }) => [key, value]));
  return ok({ seqId, logId, service, method, headers: named, encoding, type, payload });
};

/** Writes a frame to send: `hb` keeps the socket open, `ack` (with the reply's internalExt as payload) says that a frame was read. */
export const encodePushFrame = (frame: {
  readonly type: 'hb' | 'ack';
  readonly logId?: string;
  readonly payload?: Uint8Array;
}): Uint8Array => toBinary(PushFrameSchema, create(PushFrameSchema, { encoding: 'pb', ...frame }));

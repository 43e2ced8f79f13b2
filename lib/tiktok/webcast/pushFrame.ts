import { create, toBinary } from '@bufbuild/protobuf';
import { failure } from '@/lib/base/failure';
import { joinBytes } from '@/lib/base/joinBytes';
import { err, ok, type Result } from '@/lib/base/result';
import { readProto } from '@/lib/tiktok/webcast/alignWire';
import { PushFrameSchema } from '@/lib/tiktok/webcast/gen/webcast_pb';

/** Far above any frame of a chat; a packed frame that grows beyond it is not one. */
const MOST_BYTES = 16 * 1024 * 1024;

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const readAll = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (const source = stream.getReader(); ; ) {
    const { done, value } = await source.read();
    if (done) break;
    length += value.length;
    if (length > MOST_BYTES) {
      await source.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  return joinBytes(chunks);
};

/** Returns a frame's payload unpacked when it is gzip (the usual case), else as it is; code `shape` for broken or absurd gzip. */
export const unpackPayload = async (payload: Uint8Array): Promise<Result<Uint8Array>> => {
  if (!isGzip(payload)) return ok(payload);
  try {
    const packed = new Blob([new Uint8Array(payload)]).stream();
    const all = await readAll(packed.pipeThrough(new DecompressionStream('gzip')));
    return all ? ok(all) : err(failure('shape', `payload: over ${MOST_BYTES} bytes unpacked`));
  } catch (error) {
    return err(failure('shape', `payload: ${error instanceof Error ? error.message : 'broken gzip'}`));
  }
};

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
  readonly type: 'hb' | 'ack' | 'im_enter_room';
  readonly logId?: string;
  readonly payload?: Uint8Array;
}): Uint8Array => toBinary(PushFrameSchema, create(PushFrameSchema, { encoding: 'pb', ...frame }));

import { gunzipSync, gzipSync } from 'node:zlib';
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** One message of a room, as the site packs it. */
export interface RoomMessage {
  readonly id: string;
  readonly method: string;
  readonly payload: Uint8Array;
}

const text = (writer: BinaryWriter, field: number, value: string): BinaryWriter =>
  writer.tag(field, WireType.LengthDelimited).string(value);
const bytes = (writer: BinaryWriter, field: number, value: Uint8Array): BinaryWriter =>
  writer.tag(field, WireType.LengthDelimited).bytes(value);
const number = (writer: BinaryWriter, field: number, value: string | number): BinaryWriter =>
  writer.tag(field, WireType.Varint).int64(BigInt(value));

const common = (method: string, id: string, roomId: string, at: number): Uint8Array => {
  const writer = text(new BinaryWriter(), 1, method);
  return number(number(number(writer, 2, id), 3, roomId), 4, at).finish();
};

const user = (id: string, nickname: string): Uint8Array =>
  text(text(number(new BinaryWriter(), 1, id), 3, nickname), 38, nickname.toLowerCase()).finish();

/** Where and when a message was said. */
export interface Said {
  readonly id: string;
  readonly roomId: string;
  readonly at: number;
}

const message = (said: Said, method: string, rest: (writer: BinaryWriter) => void): RoomMessage => {
  const writer = bytes(new BinaryWriter(), 1, common(method, said.id, said.roomId, said.at));
  rest(writer);
  return { id: said.id, method, payload: writer.finish() };
};

/** A line that somebody wrote. */
export const chatMessage = (said: Said, name: string, words: string): RoomMessage =>
  message(said, 'WebcastChatMessage', (writer) => text(bytes(writer, 2, user('7000000000000000001', name)), 3, words));

/** One count of a gift's combo. */
export const giftMessage = (
  said: Said,
  gift: { readonly name: string; readonly group: string; readonly count: number; readonly last: boolean },
): RoomMessage =>
  message(said, 'WebcastGiftMessage', (writer) => {
    number(number(writer, 2, 5655), 5, gift.count);
    bytes(writer, 7, user('7000000000000000002', 'Giver'));
    number(number(writer, 9, gift.last ? 1 : 0), 11, gift.group);
    bytes(writer, 15, text(number(number(new BinaryWriter(), 5, 5655), 12, 1), 16, gift.name).finish());
  });

/** Says what became of the room; 3: it is over. */
export const controlMessage = (said: Said, status: number): RoomMessage =>
  message(said, 'WebcastControlMessage', (writer) => number(writer, 2, status));

/** A message that no client of ours reads. */
export const unknownMessage = (said: Said): RoomMessage =>
  message(said, 'WebcastDemoNobodyKnowsMessage', (writer) => number(writer, 9, 1));

/** The body of im/fetch, and what a frame carries. */
export const replyBody = (
  messages: readonly RoomMessage[],
  {
    cursor,
    internalExt = 'internal-ext',
    needsAck = true,
  }: { cursor: string; internalExt?: string; needsAck?: boolean },
): Uint8Array => {
  const writer = new BinaryWriter();
  for (const { id, method, payload } of messages) {
    bytes(writer, 1, number(bytes(text(new BinaryWriter(), 1, method), 2, payload), 3, id).finish());
  }
  text(number(text(writer, 2, cursor), 3, 1000), 5, internalExt);
  return number(number(writer, 8, 10_000), 9, needsAck ? 1 : 0).finish();
};

/** A push frame, packed as the site does. */
export const messageFrame = (body: Uint8Array, logId: string, packed = true): Uint8Array => {
  const writer = new BinaryWriter().tag(2, WireType.Varint).uint64(logId);
  text(text(writer, 6, 'pb'), 7, 'msg');
  return bytes(writer, 8, packed ? new Uint8Array(gzipSync(body)) : body).finish();
};

/** What a client sent. */
export interface SentFrame {
  readonly type: string;
  readonly logId: string;
  readonly payload: Uint8Array;
}

/** Reads a frame of a client. */
export const readFrame = (frame: Uint8Array): SentFrame => {
  const reader = new BinaryReader(frame);
  let type = '';
  let logId = '';
  let payload = new Uint8Array();
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (field === 7) type = reader.string();
    else if (field === 2) logId = String(reader.uint64());
    else if (field === 8) payload = new Uint8Array(reader.bytes());
    else reader.skip(wire, field);
  }
  return { type, logId, payload: payload[0] === 0x1f ? new Uint8Array(gunzipSync(payload)) : payload };
};

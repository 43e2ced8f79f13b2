import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { encodePushFrame } from '@/lib/tiktok/webcast/pushFrame';

// Field numbers as five other clients of 2026 have them.
const roomOnly = (roomId: string): BinaryWriter => new BinaryWriter().tag(1, WireType.Varint).uint64(roomId);

/** The frame that keeps a chat socket open; the site expects one about every ten seconds. */
export const heartbeatFrame = (roomId: string): Uint8Array =>
  encodePushFrame({ type: 'hb', payload: roomOnly(roomId).finish() });

/** The frame that has to follow the opening of a chat socket: without it the site accepts the socket and stays silent. */
export const enterRoomFrame = (roomId: string): Uint8Array => {
  const writer = roomOnly(roomId);
  writer.tag(4, WireType.Varint).int64(12n);
  writer.tag(5, WireType.LengthDelimited).string('audience');
  writer.tag(9, WireType.LengthDelimited).string('0');
  return encodePushFrame({ type: 'im_enter_room', payload: writer.finish() });
};

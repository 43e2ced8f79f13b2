import { ok, type Result } from '@/lib/base/result';
import { decodeFramePayload, type ImFetchReply } from '@/lib/tiktok/webcast/decodeImFetch';
import { decodePushFrame, unpackPayload } from '@/lib/tiktok/webcast/pushFrame';
import type { ChatTransport } from './ChatTransport';

/** What came by a transport; a frame that holds no messages (a heartbeat's answer) has no reply. */
export interface ChatPiece {
  readonly logId: string;
  readonly reply?: ImFetchReply;
}

const readReply = (bytes: Uint8Array, logId: string): Result<ChatPiece> => {
  const reply = decodeFramePayload(bytes);
  return reply.ok ? ok({ logId, reply: reply.value }) : reply;
};

/** Reads what a transport handed on; `shape` for bytes that are neither frame nor reply. */
export const readChatBytes = async (
  carries: ChatTransport['carries'],
  bytes: Uint8Array,
): Promise<Result<ChatPiece>> => {
  if (carries === 'reply') return readReply(bytes, '');
  const frame = decodePushFrame(bytes);
  if (!frame.ok) return frame;
  const { type, logId, payload } = frame.value;
  if (type !== 'msg') return ok({ logId });
  const unpacked = await unpackPayload(payload);
  return unpacked.ok ? readReply(unpacked.value, logId) : unpacked;
};

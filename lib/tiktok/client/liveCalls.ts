import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { handleText, idText } from '@/lib/model/idTexts';
import type { LiveRoom } from '@/lib/model/liveRoom';
import type { RoomAlive } from '@/lib/tiktok/parse/parseLiveRoom';
import { readBytes } from '@/lib/tiktok/parse/readReply';
import { endpoints, imFetch as imFetchTarget } from '@/lib/tiktok/request/endpoints';
import type { Transport } from '@/lib/tiktok/request/transport';

/** A live room and the reply that it was read from. */
export interface RoomRead {
  readonly room: LiveRoom;
  readonly raw: unknown;
}

/** Where in a live chat. */
export interface ImFetchQuery {
  readonly roomId: string;
  /** As the reply before gave it; empty at the start. */
  readonly cursor?: string;
  /** As the reply before gave it. */
  readonly internalExt?: string;
}

const isRoomId = (roomId: string): boolean => idText.safeParse(roomId).success;

/** Calls about live streams. */
export const createLiveCalls = (transport: Transport) => {
  /** A room by its id: `age` when it is restricted, `removed`, `gate`, `shape`, failures of the network. */
  const roomInfo = async (roomId: string): Promise<Result<RoomRead>> => {
    if (!isRoomId(roomId)) return err(failure('input', 'not a room id'));
    const read = await transport.call(endpoints.roomInfo, { room_id: roomId });
    return read.ok ? ok({ room: read.value.value, raw: read.value.raw }) : read;
  };

  /**
   * The room of a person, live or not; `roomId` is empty for someone who was never live. Where the first reply holds
   * no streams although the room is live (recorded 2025-09), room/info is asked for them.
   */
  const liveRoom = async (uniqueId: string): Promise<Result<RoomRead>> => {
    if (!handleText.safeParse(uniqueId).success) return err(failure('input', 'uniqueId'));
    const read = await transport.call(endpoints.userRoom, { uniqueId });
    if (!read.ok) return read;
    const { value: room, raw } = read.value;
    if (room.status !== 'live' || room.streams.length > 0 || room.roomId === '') return ok({ room, raw });
    const info = await roomInfo(room.roomId);
    return ok({ room: info.ok ? { ...room, streams: info.value.room.streams } : room, raw });
  };

  /** Which of these rooms are live now, in the site's order. */
  const alive = async (
    roomIds: readonly string[],
  ): Promise<Result<{ readonly rooms: readonly RoomAlive[]; readonly raw: unknown }>> => {
    if (roomIds.length === 0 || !roomIds.every(isRoomId)) return err(failure('input', 'not room ids'));
    const read = await transport.call(endpoints.checkAlive, { room_ids: roomIds.join(',') });
    return read.ok ? ok({ rooms: read.value.value, raw: read.value.raw }) : read;
  };

  /** The bytes of a live chat reply, still to be decoded; refusals are failures as of any endpoint. No tab is opened for it. */
  const imFetch = async ({ roomId, cursor = '', internalExt = '' }: ImFetchQuery): Promise<Result<Uint8Array>> => {
    if (!isRoomId(roomId)) return err(failure('input', 'not a room id'));
    const asked = { room_id: roomId, cursor, internal_ext: internalExt };
    const reply = await transport.send(imFetchTarget, asked, { bytes: true, openTab: false });
    return reply.ok ? readBytes(reply.value) : reply;
  };

  return { roomInfo, liveRoom, alive, imFetch };
};

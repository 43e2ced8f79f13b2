import type { ErrorCode } from '@/lib/base/errorPolicy';
import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { handleText, idText } from '@/lib/model/idTexts';
import type { LiveRoom } from '@/lib/model/liveRoom';
import type { Http } from '@/lib/ports/Http';
import { liveAddress } from '@/lib/tiktok/address/readAddress';
import type { RoomAlive } from '@/lib/tiktok/parse/parseLiveRoom';
import { readBytes } from '@/lib/tiktok/parse/readReply';
import { endpoints, imFetch as imFetchTarget } from '@/lib/tiktok/request/endpoints';
import { readSitePage, type Transport } from '@/lib/tiktok/request/transport';
import { askBoth } from './askBoth';

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

const isFilled = (streams: LiveRoom['streams']): boolean => streams.length > 0;

/** What a refusal says of the room itself; other failures say nothing of it. */
const withheldBy = (code: ErrorCode): LiveRoom['withheld'] =>
  code === 'age' || code === 'login' || code === 'private' || code === 'region' ? code : undefined;

const isRoomId = (roomId: string): boolean => idText.safeParse(roomId).success;

/** Calls about live streams. */
export const createLiveCalls = (http: Http, transport: Transport) => {
  /** A room by its id: `age` when it is restricted, `removed`, `gate`, `shape`, failures of the network. */
  const roomInfo = async (roomId: string): Promise<Result<RoomRead>> => {
    if (!isRoomId(roomId)) return err(failure('input', 'not a room id'));
    const read = await transport.call(endpoints.roomInfo, { room_id: roomId });
    return read.ok ? ok({ room: read.value.value, raw: read.value.raw }) : read;
  };

  const roomByApi = async (uniqueId: string, openTab = true): Promise<Result<RoomRead>> => {
    const read = await transport.call(endpoints.userRoom, { uniqueId }, { openTab });
    return read.ok ? ok({ room: read.value.value, raw: read.value.raw }) : read;
  };

  const roomOfPage = async (uniqueId: string): Promise<Result<RoomRead>> => {
    const page = await readSitePage(http, liveAddress(uniqueId));
    if (!page.ok) return page;
    const { liveRoom: room, rawLiveRoom: raw } = page.value;
    if (room === undefined) return err(failure('shape', 'page without the room'));
    if (!room.ok) return room;
    const isTheirs = room.value.owner.uniqueId.toLowerCase() === uniqueId.toLowerCase();
    return isTheirs ? ok({ room: room.value, raw }) : err(failure('shape', "page of another person's room"));
  };

  /** The room of a person by one request, whatever it holds; for looks that are repeated for many people. */
  const roomOf = async (uniqueId: string): Promise<Result<RoomRead>> =>
    handleText.safeParse(uniqueId).success ? roomByApi(uniqueId) : err(failure('input', 'uniqueId'));

  /**
   * The room of a person, live or not; `roomId` is empty for someone who was never live. Where the endpoint refuses, the
   * live page is read. Where a live room comes without streams (recorded 2025-09), room/info is asked for them, then the
   * page; `withheld` is what they say against it.
   */
  const liveRoom = async (uniqueId: string): Promise<Result<RoomRead>> => {
    if (!handleText.safeParse(uniqueId).success) return err(failure('input', 'uniqueId'));
    let wasPage = false;
    const read = await askBoth(
      (openTab) => roomByApi(uniqueId, openTab),
      async () => {
        const page = await roomOfPage(uniqueId);
        wasPage = page.ok;
        return page;
      },
    );
    if (!read.ok) return read;
    const { withheld: first, ...room } = read.value.room;
    if (room.status !== 'live' || room.streams.length > 0 || room.roomId === '') return read;
    const info = await roomInfo(room.roomId);
    const page = wasPage || (info.ok && info.value.room.streams.length > 0) ? undefined : await roomOfPage(uniqueId);
    const others = [info, ...(page ? [page] : [])];
    const streams = others.flatMap((other) => (other.ok ? [other.value.room.streams] : [])).find(isFilled);
    if (streams) return ok({ ...read.value, room: { ...room, streams } });
    const said = others.map((other) => (other.ok ? other.value.room.withheld : withheldBy(other.error.code)));
    const withheld = [...said, first].find((code) => code !== undefined);
    return ok({ ...read.value, room: withheld === undefined ? room : { ...room, withheld } });
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

  return { roomInfo, roomOf, liveRoom, alive, imFetch };
};

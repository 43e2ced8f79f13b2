import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import type { LiveRoom } from '@/lib/model/liveRoom';
import { parsePullUrls, parseStreams } from '@/lib/tiktok/parse/parseStreams';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import { failureInReply } from '@/lib/tiktok/wire/replyStatus';
import { aliveWire, liveGateWire, userRoomWire, webcastRoomWire } from '@/lib/tiktok/wire/wireExtras';

/** Whether a room is live now. */
export interface RoomAlive {
  readonly roomId: string;
  readonly alive: boolean;
}

/**
 * Reads webcast/room/check_alive: one answer per room asked for, in the site's order. Ids are text; from a reply
 * parsed by parseJson they are exact even where the site sends numbers.
 *
 * @returns the status's code, or `shape` when an answer cannot be read: a room must not pass for ended by a misread.
 */
export const parseAlive = (raw: unknown): Result<RoomAlive[]> => {
  const refused = failureInReply(raw);
  if (refused) return err(refused);
  const data = isRecord(raw) ? raw.data : undefined;
  if (!Array.isArray(data)) return err(failure('shape', 'check_alive: no data'));
  const rooms = data.flatMap((element) => {
    const parsed = aliveWire.safeParse(element);
    if (!parsed.success) return [];
    const roomId = parsed.data.room_id_str || parsed.data.room_id;
    return roomId === '' ? [] : [{ roomId, alive: parsed.data.alive }];
  });
  return rooms.length === data.length ? ok(rooms) : err(failure('shape', 'check_alive: unreadable answer'));
};

// 2 = live (recorded), 4 = ended (reported by two libraries).
const readStatus = (status: number): LiveRoom['status'] => (status === 2 ? 'live' : status === 4 ? 'ended' : 'unknown');

const coverOf = (address: string | undefined): Pick<LiveRoom, 'cover'> =>
  address === undefined ? {} : { cover: address };

const readUserRoom = (raw: unknown): LiveRoom => {
  const { user, liveRoom } = userRoomWire.parse(raw);
  return {
    // Those whom the person lets in get streams: this counts where there are none.
    ...(user.secret || liveRoom.liveSubOnly ? { withheld: 'private' as const } : {}),
    roomId: user.roomId,
    title: liveRoom.title,
    status: readStatus(liveRoom.status || user.status),
    startedAt: liveRoom.startTime,
    viewers: liveRoom.liveRoomStats.userCount,
    ...coverOf(liveRoom.coverUrl[0] ?? liveRoom.squareCoverImg[0]),
    owner: { uid: user.id, secUid: user.secUid, uniqueId: user.uniqueId, nickname: user.nickname },
    streams: [
      ...parseStreams(liveRoom.streamData.pull_data.stream_data, 'h264'),
      ...parseStreams(liveRoom.hevcStreamData.pull_data.stream_data, 'h265'),
    ],
  };
};

const readWebcastRoom = (raw: unknown): LiveRoom => {
  const room = webcastRoomWire.parse(raw);
  const streams = parseStreams(room.stream_url.live_core_sdk_data.pull_data.stream_data, 'h264');
  return {
    roomId: room.id_str || room.id,
    title: room.title,
    status: readStatus(room.status),
    startedAt: room.create_time || room.start_time,
    viewers: room.user_count,
    ...coverOf(room.cover.url_list[0]),
    owner: {
      uid: room.owner.id_str || room.owner.id || room.owner_user_id_str || room.owner_user_id,
      secUid: room.owner.sec_uid,
      uniqueId: room.owner.display_id,
      nickname: room.owner.nickname,
    },
    streams:
      streams.length > 0 ? streams : parsePullUrls(room.stream_url.flv_pull_url, room.stream_url.hls_pull_url_map),
  };
};

const readRoom = (raw: unknown): LiveRoom | undefined => {
  if (!isRecord(raw)) return undefined;
  if (isRecord(raw.user) || isRecord(raw.liveRoom)) return readUserRoom(raw);
  return 'id_str' in raw || 'stream_url' in raw ? readWebcastRoom(raw) : undefined;
};

const gateOf = (raw: unknown): LiveRoom['withheld'] => {
  const { isAgeGateRoom, needLogin } = liveGateWire.parse(raw);
  return isAgeGateRoom ? 'age' : needLogin ? 'login' : undefined;
};

/**
 * Reads a live room from a reply of /api-live/user/room/ or webcast/room/info, from SIGI_STATE's LiveRoom, or from
 * a webcast room itself (search's `raw_data`, once parsed). `streams` can be empty although the room is live: page
 * JSON leaves them out (recorded 2025-09); `withheld` says why, where the site does. `roomId` is empty for a person who
 * was never live.
 *
 * @returns the status's code (`age` for a restricted room), or `shape` when there is no room in it.
 */
export const parseLiveRoom = (raw: unknown): Result<LiveRoom> => {
  const refused = failureInReply(raw);
  if (refused) return err(refused);
  const { data, liveRoomUserInfo } = isRecord(raw) ? raw : {};
  const room = readRoom(data) ?? readRoom(liveRoomUserInfo) ?? readRoom(raw);
  if (room === undefined || (room.roomId === '' && room.owner.uid === '' && room.owner.uniqueId === ''))
    return err(failure('shape', 'live room: neither room nor owner'));
  const { withheld = gateOf(raw), ...rest } = room;
  const isOpen = withheld === undefined || room.status !== 'live' || room.streams.length > 0;
  return ok(isOpen ? rest : { ...rest, withheld });
};

import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import { failureInReply } from '@/lib/tiktok/wire/replyStatus';
import { aliveWire } from '@/lib/tiktok/wire/wireExtras';

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

import { ok, type Result } from '@/lib/base/result';
import type { LiveRoom } from '@/lib/model/liveRoom';
import type { Client } from '@/lib/tiktok/client/createSiteClient';

/** Reads the room of a person, live or not, by the site's client. */
export const readRoomBy =
  (client: Pick<Client, 'liveRoom'>) =>
  async (uniqueId: string): Promise<Result<LiveRoom>> => {
    const read = await client.liveRoom(uniqueId);
    return read.ok ? ok(read.value.room) : read;
  };

import { ok, type Result } from '@/lib/base/result';
import type { LiveRoom } from '@/lib/model/liveRoom';
import type { Client } from '@/lib/tiktok/client/createSiteClient';

/** Reads the room of a person, live or not, by a call of the site's client. */
export const readRoomBy =
  (call: Client['liveRoom']) =>
  async (uniqueId: string): Promise<Result<LiveRoom>> => {
    const read = await call(uniqueId);
    return read.ok ? ok(read.value.room) : read;
  };

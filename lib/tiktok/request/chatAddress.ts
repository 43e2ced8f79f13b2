import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { idText } from '@/lib/model/idTexts';
import { CHAT_HOST } from '@/lib/tiktok/address/hosts';
import { encodeQuery, type QueryParams } from '@/lib/tiktok/address/query';
import { baseParams, orderParams } from './params';
import type { BrowserContext } from './requestContext';

// As three clients of 2026-05 to 2026-09 open it; unlike im/fetch it names neither device nor host.
const socketParams: QueryParams = {
  client_enter: 1,
  compress: 'gzip',
  debug: undefined,
  device_id: undefined,
  did_rule: 3,
  heartbeat_duration: 10_000,
  history_comment_count: 6,
  host: undefined,
  resp_content_type: 'protobuf',
  update_version_code: '2.0.0',
  version_code: 180_800,
  ws_direct: 1,
};

/** The address of the web socket that pushes a room's chat; code `input` for what is no room id. */
export const chatAddress = (roomId: string, context: BrowserContext): Result<string> => {
  if (!idText.safeParse(roomId).success) return err(failure('input', 'not a room id'));
  const params = orderParams(baseParams('webcast', context, 'live'), socketParams, { room_id: roomId });
  return ok(`wss://${CHAT_HOST}/webcast/im/ws_proxy/ws_reuse_supplement/?${encodeQuery(params)}`);
};

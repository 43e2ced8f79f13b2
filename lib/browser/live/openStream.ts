import { failure } from '@/lib/base/failure';
import { err, ok } from '@/lib/base/result';
import type { OpenStream } from '@/lib/live/media/LivePiece';
import { isMediaAddress } from '@/lib/tiktok/address/hosts';

// Addresses of streams are signed for two weeks and end with the stream: a refusal asks for a new one.
const refusals: ReadonlySet<number> = new Set([401, 403, 404, 410]);

/** Opens a live stream by the browser's own fetch: its bytes pass through, and are held nowhere. */
export const openStream: OpenStream = async (address, signal, moved) => {
  if (!isMediaAddress(address)) return err(failure('shape', 'stream on an unknown host'));
  try {
    const reply = await fetch(address, { signal, credentials: 'omit', cache: 'no-store' });
    const { status } = reply;
    if (!isMediaAddress(reply.url)) {
      await reply.body?.cancel();
      return err(failure('shape', 'stream led to a foreign host'));
    }
    if (status === 200 && reply.body) {
      if (reply.redirected) moved?.(reply.url);
      return ok(reply.body);
    }
    await reply.body?.cancel();
    return err(failure(refusals.has(status) ? 'expired' : 'http', `stream: HTTP ${status}`, { status }));
  } catch (error) {
    return err(failure('network', error instanceof Error ? error.message : String(error)));
  }
};

import type { Result } from '@/lib/base/result';
import type { Clock } from '@/lib/ports/Clock';
import { decodeImFetch } from '@/lib/tiktok/webcast/decodeImFetch';
import type { ChatPlace, ChatTransport } from './ChatTransport';

// The site names a second; a little slower is kinder to it and loses nothing, since a reply holds all since the last.
const LEAST_MS = 1500;
const MOST_MS = 10_000;

/** What one request for a chat's news is asked with. */
export interface ChatPoll extends ChatPlace {
  readonly roomId: string;
}

/** A room's chat by asking again and again; a refusal closes it. */
export const createPollTransport = (
  clock: Clock,
  poll: (query: ChatPoll) => Promise<Result<Uint8Array>>,
): ChatTransport => ({
  name: 'poll',
  carries: 'reply',
  open: (roomId, place, sink) => {
    let open = true;
    // The place of the session moves only once a reply has been read through.
    let next = place();
    const run = async (): Promise<void> => {
      sink.opened();
      while (open) {
        const bytes = await poll({ roomId, ...next });
        if (!open) return;
        const reply = bytes.ok ? decodeImFetch(bytes.value) : bytes;
        if (!bytes.ok || !reply.ok) {
          sink.closed(reply.ok ? '' : reply.error.code);
          return;
        }
        next = { cursor: reply.value.cursor, internalExt: reply.value.internalExt };
        sink.received(bytes.value);
        await clock.sleep(Math.min(MOST_MS, Math.max(LEAST_MS, reply.value.fetchIntervalMs)));
      }
    };
    run().catch((error: unknown) => {
      if (open) sink.closed(String(error));
    });
    return {
      send: () => undefined,
      close: () => {
        open = false;
      },
    };
  },
});

import { ok, type Result } from '@/lib/base/result';
import type { Clock } from '@/lib/ports/Clock';
import { decodeImFetch } from '@/lib/tiktok/webcast/decodeImFetch';
import type { ChatPlace, ChatTransport } from './ChatTransport';
import { createAskingLink } from './createAskingLink';

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
    // The place of the session moves only once a reply has been read through.
    let next = place();
    return createAskingLink(clock, sink, async () => {
      const bytes = await poll({ roomId, ...next });
      if (!bytes.ok) return bytes;
      const reply = decodeImFetch(bytes.value);
      if (!reply.ok) return reply;
      const { cursor, internalExt, fetchIntervalMs } = reply.value;
      next = { cursor, internalExt };
      return ok({ pieces: [bytes.value], pauseMs: Math.min(MOST_MS, Math.max(LEAST_MS, fetchIntervalMs)) });
    });
  },
});

import type { Result } from '@/lib/base/result';
import type { Clock } from '@/lib/ports/Clock';
import type { ChatLink, ChatSink } from './ChatTransport';

/** What came since it was last asked for, and how long to wait before it is asked for again. */
export interface ChatNews {
  readonly pieces: readonly Uint8Array[];
  readonly pauseMs: number;
}

/** A link that hears by asking again and again and never sends; a failure closes it. */
export const createAskingLink = (clock: Clock, sink: ChatSink, ask: () => Promise<Result<ChatNews>>): ChatLink => {
  let open = true;
  const run = async (): Promise<void> => {
    sink.opened();
    while (open) {
      const news = await ask();
      if (!open) return;
      if (!news.ok) {
        sink.closed(news.error.code);
        return;
      }
      for (const piece of news.value.pieces) sink.received(piece);
      await clock.sleep(news.value.pauseMs);
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
};

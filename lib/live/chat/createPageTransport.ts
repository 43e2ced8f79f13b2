import type { Result } from '@/lib/base/result';
import type { Clock } from '@/lib/ports/Clock';
import type { ChatTransport } from './ChatTransport';

const EVERY_MS = 1000;

/**
 * A room's chat as a page of the site receives it by its own socket, which is read and never written. One socket of the
 * page serves room after room, so that what came may be another room's.
 * @param read what the page received since the last call; a failure where no page shows a live room
 */
export const createPageTransport = (
  clock: Clock,
  read: () => Promise<Result<readonly Uint8Array[]>>,
): ChatTransport => ({
  name: 'page',
  carries: 'frame',
  shared: true,
  open: (_roomId, _place, sink) => {
    let open = true;
    const run = async (): Promise<void> => {
      sink.opened();
      while (open) {
        const frames = await read();
        if (!open) return;
        if (!frames.ok) {
          sink.closed(frames.error.code);
          return;
        }
        for (const frame of frames.value) sink.received(frame);
        await clock.sleep(EVERY_MS);
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

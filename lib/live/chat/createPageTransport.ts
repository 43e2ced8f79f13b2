import { ok, type Result } from '@/lib/base/result';
import type { Clock } from '@/lib/ports/Clock';
import type { ChatTransport } from './ChatTransport';
import { createAskingLink } from './createAskingLink';

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
  open: (_roomId, _place, sink) =>
    createAskingLink(clock, sink, async () => {
      const frames = await read();
      return frames.ok ? ok({ pieces: frames.value, pauseMs: EVERY_MS }) : frames;
    }),
});

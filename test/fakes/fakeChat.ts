import type { ChatSink, ChatTransport } from '@/lib/live/chat/ChatTransport';
import { chatMessage, messageFrame, type RoomMessage, readFrame, replyBody, type SentFrame } from '../site/chat/encode';
import type { VirtualClock } from './virtualClock';

export const ROOM = '7692023419818265357';

/** Chat lines numbered from 0, one every 200 ms from `start` on. */
export const numberedLines = (count: number, start: number): readonly RoomMessage[] =>
  Array.from({ length: count }, (_, index) =>
    chatMessage(
      { id: `76920234198${String(index).padStart(8, '0')}`, roomId: ROOM, at: start + index * 200 },
      'Ana',
      `line ${index}`,
    ),
  );

/** One life of a fake transport: what it sends, and how it ends. */
export interface FakeLife {
  readonly messages: readonly RoomMessage[];
  /** Messages in a frame, and the pause between two frames. */
  readonly batch?: number;
  readonly everyMs?: number;
  /** After the last message it is closed; else it stays silent. */
  readonly closes?: boolean;
}

/** A transport that lives through the lives given, one after the other; the last one again when there are no more. */
export const createFakeTransport = (
  name: string,
  clock: VirtualClock,
  lives: readonly FakeLife[],
  carries: ChatTransport['carries'] = 'frame',
  traits: Pick<ChatTransport, 'shared'> = {},
) => {
  const sent: SentFrame[] = [];
  let opened = 0;
  const play = async (life: FakeLife, sink: ChatSink, isOpen: () => boolean): Promise<void> => {
    sink.opened();
    const { batch = 5, everyMs = 1000, closes = false, messages } = life;
    for (let at = 0; at < messages.length && isOpen(); at += batch) {
      await clock.sleep(everyMs);
      // Not packed: unpacking takes time of the real clock.
      const body = replyBody(messages.slice(at, at + batch), { cursor: String(at) });
      if (isOpen()) sink.received(carries === 'frame' ? messageFrame(body, String(at + 1), false) : body);
    }
    if (closes && isOpen()) sink.closed('gone');
  };
  const transport: ChatTransport = {
    name,
    carries,
    ...traits,
    open: (_roomId, _place, sink) => {
      const life = lives[Math.min(opened, lives.length - 1)];
      opened += 1;
      let open = true;
      if (life) void play(life, sink, () => open);
      else queueMicrotask(() => sink.closed('refused'));
      return {
        send: (frame) => void sent.push(readFrame(frame)),
        close: () => {
          open = false;
        },
      };
    },
  };
  return { transport, sent, opened: () => opened };
};

import type { Clock } from '@/lib/ports/Clock';
import type { ImFetchReply } from '@/lib/tiktok/webcast/decodeImFetch';
import { encodePushFrame } from '@/lib/tiktok/webcast/pushFrame';
import { enterRoomFrame, heartbeatFrame } from '@/lib/tiktok/webcast/roomFrames';
import type { WebcastMessage } from '@/lib/tiktok/webcast/WebcastMessage';
import type { ChatLink, ChatPlace, ChatTransport } from './ChatTransport';
import { createChatSieve } from './createChatSieve';
import { type ChatPiece, readChatBytes } from './readChatBytes';

/** A way that is open and says nothing from the start is not one: sockets are accepted and kept silent (seen 2026-08). */
const SILENT_MS = 15_000;
/** A room may be quiet for a while once it has spoken. */
const QUIET_MS = 60_000;
const HEARTBEAT_MS = 10_000;
const TICK_MS = 1000;
const BACK_OFF_MS = [500, 1000, 2000, 5000, 10_000, 30_000] as const;

/** Why a transport was left. */
type LinkEnd = 'closed' | 'silent' | 'over' | 'stopped';

/** A stretch for which nothing could be heard, in milliseconds since 1970. */
export interface ChatGap {
  readonly from: number;
  readonly to: number;
  /** The transport that was lost. */
  readonly transport: string;
}

/** What a session needs. */
export interface ChatSessionParts {
  readonly roomId: string;
  /** In the order in which they are tried. */
  readonly transports: readonly ChatTransport[];
  readonly clock: Clock;
  /** Ids of messages that were told in an earlier life. */
  readonly known?: readonly string[];
  /** Each message once, in the order in which they came. */
  onMessage(message: WebcastMessage, receivedAt: number): void;
  onGap?(gap: ChatGap): void;
  /** The host ended the stream. */
  onOver?(): void;
}

/** The chat of a room while it is recorded. */
export interface ChatSession {
  /** The transport that was heard last; empty before the first. */
  transport(): string;
  /** Ends it; resolves when all that was received has been told. */
  stop(): Promise<void>;
}

const backOff = (failures: number): number => BACK_OFF_MS[Math.min(failures, BACK_OFF_MS.length - 1)] ?? 0;

/**
 * Keeps hearing the chat of a room: the first transport until it closes or stays silent, then the next, and from the
 * last to the first again, with growing pauses. One that has spoken is opened again before another is tried. Frames are
 * acknowledged where the site asks for it, and told in order although unpacking takes time.
 */
export const createChatSession = (parts: ChatSessionParts): ChatSession => {
  const { roomId, transports, clock, known = [], onMessage, onGap, onOver } = parts;
  const sieve = createChatSieve(known);
  let place: ChatPlace = { cursor: '', internalExt: '' };
  let heard = '';
  let heardAt = clock.now();
  let lost: { readonly at: number; readonly transport: string } | undefined;
  let over = false;
  let stopped = false;
  let leave: ((end: LinkEnd) => void) | undefined;
  let pending: Promise<void> = Promise.resolve();

  const tell = (messages: readonly WebcastMessage[], at: number): void => {
    for (const message of messages) onMessage(message, at);
  };

  const acknowledge = (link: ChatLink, { logId, reply }: ChatPiece): void => {
    if (!reply?.needsAck) return;
    link.send(
      encodePushFrame({ type: 'ack', logId: logId || '0', payload: new TextEncoder().encode(reply.internalExt) }),
    );
  };

  const take = ({ cursor, internalExt, messages }: ImFetchReply, at: number): void => {
    place = { cursor: cursor || place.cursor, internalExt: internalExt || place.internalExt };
    for (const message of messages) tell(sieve.pass(message, at), at);
    if (messages.some((message) => message.kind === 'control' && message.ended)) {
      over = true;
      leave?.('over');
    }
  };

  const noteHeard = (transport: ChatTransport, at: number): void => {
    if (lost) onGap?.({ from: lost.at, to: at, transport: lost.transport });
    lost = undefined;
    heard = transport.name;
    heardAt = at;
  };

  /** One life of a transport. */
  const runLink = async (transport: ChatTransport): Promise<{ readonly end: LinkEnd; readonly spoke: boolean }> => {
    let spoke = false;
    let open = true;
    const since = clock.now();
    const { promise, resolve } = Promise.withResolvers<LinkEnd>();
    leave = resolve;
    const link = transport.open(roomId, () => place, {
      opened: () => {
        // `open` may tell this before it has returned.
        queueMicrotask(() => {
          link.send(heartbeatFrame(roomId));
          link.send(enterRoomFrame(roomId));
        });
      },
      received: (bytes) => {
        const at = clock.now();
        pending = pending.then(async () => {
          const piece = await readChatBytes(transport.carries, bytes);
          if (!piece.ok || !piece.value.reply) return;
          if (open) acknowledge(link, piece.value);
          const { messages } = piece.value.reply;
          const own = transport.shared ? messages.filter(({ roomId: room }) => room === roomId) : messages;
          if (own.length > 0) {
            spoke = true;
            noteHeard(transport, at);
          }
          take({ ...piece.value.reply, messages: own }, at);
        });
      },
      closed: () => resolve('closed'),
    });
    const watch = async (): Promise<void> => {
      let beatAt = since;
      while (open) {
        await clock.sleep(TICK_MS);
        const now = clock.now();
        tell(sieve.due(now), now);
        if (now - (spoke ? heardAt : since) >= (spoke ? QUIET_MS : SILENT_MS)) resolve('silent');
        if (open && now - beatAt >= HEARTBEAT_MS) {
          beatAt = now;
          link.send(heartbeatFrame(roomId));
        }
      }
    };
    void watch();
    const end = await promise;
    await pending;
    open = false;
    leave = undefined;
    link.close();
    return { end: over ? 'over' : end, spoke };
  };

  const run = async (): Promise<void> => {
    let at = 0;
    let failures = 0;
    while (!stopped && !over) {
      const transport = transports[at % transports.length];
      if (!transport) return;
      const { end, spoke } = await runLink(transport);
      if (end === 'over' || stopped) break;
      if (spoke) {
        lost ??= { at: end === 'silent' ? heardAt : clock.now(), transport: transport.name };
        failures = 0;
      } else {
        failures += 1;
        at += 1;
      }
      await Promise.race([clock.sleep(backOff(failures)), stopping.promise]);
    }
    await pending;
    tell(sieve.due(clock.now(), true), clock.now());
    if (over) onOver?.();
  };

  const stopping = Promise.withResolvers<void>();
  const running = run();

  return {
    transport: () => heard,
    stop: async () => {
      stopped = true;
      stopping.resolve();
      leave?.('stopped');
      await running;
    },
  };
};

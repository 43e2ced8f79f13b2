import type { Result } from '@/lib/base/result';
import type { ChatTransport } from '@/lib/live/chat/ChatTransport';

/**
 * A room's chat by a web socket of our own.
 * @param prepare gives the address, with the rule for its headers in place
 */
export const createSocketTransport = (prepare: (roomId: string) => Promise<Result<string>>): ChatTransport => ({
  name: 'socket',
  carries: 'frame',
  open: (roomId, _place, sink) => {
    let socket: WebSocket | undefined;
    let ended = false;
    const close = (reason: string): void => {
      if (ended) return;
      ended = true;
      socket?.close();
      sink.closed(reason);
    };
    const connect = async (): Promise<void> => {
      const address = await prepare(roomId);
      if (ended) return;
      if (!address.ok) {
        close(address.error.code);
        return;
      }
      socket = new WebSocket(address.value);
      socket.binaryType = 'arraybuffer';
      socket.addEventListener('open', () => sink.opened());
      socket.addEventListener('message', ({ data }) => {
        if (!ended && data instanceof ArrayBuffer) sink.received(new Uint8Array(data));
      });
      // An error is always followed by a close.
      socket.addEventListener('close', ({ code, reason }) => close(`${code} ${reason}`.trim()));
    };
    connect().catch((error: unknown) => close(String(error)));
    return {
      send: (frame) => {
        if (socket?.readyState === WebSocket.OPEN) socket.send(new Uint8Array(frame));
      },
      close: () => {
        ended = true;
        socket?.close();
      },
    };
  },
});

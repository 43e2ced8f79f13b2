import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { parseCookies } from '../visitor.ts';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** An accepted web socket; only what a chat needs: whole binary messages both ways, and a cut. */
export interface DemoSocket {
  send(message: Uint8Array): void;
  /** Without a closing frame, as a broken line does. */
  cut(): void;
  readonly isOpen: () => boolean;
}

const head = (length: number): Buffer => {
  if (length < 126) return Buffer.from([0x82, length]);
  const long = Buffer.alloc(length < 65_536 ? 4 : 10);
  long[0] = 0x82;
  long[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) long.writeUInt16BE(length, 2);
  else long.writeBigUInt64BE(BigInt(length), 2);
  return long;
};

/** One masked frame at the start of what came, and where it ends; undefined while it is not whole. */
const readMasked = (data: Buffer): { opcode: number; payload: Buffer; end: number } | undefined => {
  if (data.length < 2) return undefined;
  const short = data.readUInt8(1) & 127;
  const at = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (data.length < at + 4) return undefined;
  const length = short === 126 ? data.readUInt16BE(2) : short === 127 ? Number(data.readBigUInt64BE(2)) : short;
  const end = at + 4 + length;
  if (data.length < end) return undefined;
  const mask = data.subarray(at, at + 4);
  const payload = Buffer.from(data.subarray(at + 4, end).map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
  return { opcode: data.readUInt8(0) & 15, payload, end };
};

/** Answers an upgrade: 101, and calls back for every binary message. */
export const acceptSocket = (
  request: IncomingMessage,
  line: Duplex,
  onMessage: (message: Uint8Array) => void,
): DemoSocket => {
  const key = String(request.headers['sec-websocket-key']);
  const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64');
  line.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let waiting = Buffer.alloc(0);
  let open = true;
  const end = (): void => {
    open = false;
    line.destroy();
  };
  line.on('error', end);
  line.on('close', () => {
    open = false;
  });
  line.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (let frame = readMasked(waiting); frame; frame = readMasked(waiting)) {
      waiting = waiting.subarray(frame.end);
      if (frame.opcode === 8) end();
      else if (frame.opcode === 2) onMessage(new Uint8Array(frame.payload));
    }
  });
  return {
    send: (message) => {
      if (open) line.write(Buffer.concat([head(message.length), message]));
    },
    cut: end,
    isOpen: () => open,
  };
};

/** Refuses an upgrade as the site does a client that it does not like (reported 2026-05). */
export const refuseSocket = (line: Duplex): void => {
  line.end('HTTP/1.1 403 Forbidden\r\nHandshake-Msg: DEVICE_BLOCKED\r\nContent-Length: 0\r\n\r\n');
};

/** What the site looks at when a chat socket is opened. */
export const readHandshake = (request: IncomingMessage) => {
  const url = new URL(request.url ?? '/', `https://${request.headers.host ?? 'x'}`);
  return {
    path: url.pathname,
    query: url.searchParams,
    origin: request.headers.origin ?? '',
    userAgent: request.headers['user-agent'] ?? '',
    cookies: parseCookies(request.headers.cookie),
  };
};

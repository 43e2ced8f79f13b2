import { createGzip } from 'node:zlib';
import type { Reply } from '../api/reply.ts';
import { modelled } from '../visit.ts';

const MB = 1_000_000;

/** Text of a given length: a head, then one piece again and again, then a tail. */
export interface Long {
  readonly head?: string | Buffer;
  readonly piece: string;
  readonly bytes: number;
  readonly tail?: string;
}

function* partsOf({ head = '', piece, bytes, tail = '' }: Long): Generator<Buffer> {
  const part = Buffer.from(piece.repeat(Math.ceil(MB / 4 / piece.length)));
  yield Buffer.from(head);
  for (let sent = 0; sent < bytes; sent += part.length) yield part.subarray(0, bytes - sent);
  yield Buffer.from(tail);
}

async function* inTurn(parts: Iterable<Buffer>): AsyncGenerator<Buffer> {
  // Each part waits for the one before: what nobody reads is never made.
  for (const part of parts) yield part;
}

const origin = modelled('an attack');

/** A reply of any length, made while it is sent. `isTold`: with a Content-Length. */
export const longReply = (long: Long, type = 'application/json', isTold = false): Reply => {
  const { head = '', bytes, tail = '' } = long;
  const told = { 'content-length': String(Buffer.byteLength(head) + bytes + Buffer.byteLength(tail)) };
  return {
    status: 200,
    headers: { 'content-type': type, ...(isTold ? told : {}) },
    body: Buffer.alloc(0),
    stream: inTurn(partsOf(long)),
    origin,
  };
};

/** The same, packed: some thousandth of it is sent, with its length. */
export const packedReply = async (long: Long, type = 'application/json'): Promise<Reply> => {
  const gzip = createGzip({ level: 9 });
  const packed: Buffer[] = [];
  gzip.on('data', (part: Buffer) => packed.push(part));
  const ended = new Promise((resolve) => gzip.once('end', resolve));
  for (const part of partsOf(long)) if (!gzip.write(part)) await new Promise((resolve) => gzip.once('drain', resolve));
  gzip.end();
  await ended;
  return {
    status: 200,
    headers: { 'content-type': type, 'content-encoding': 'gzip' },
    body: Buffer.concat(packed),
    origin,
  };
};

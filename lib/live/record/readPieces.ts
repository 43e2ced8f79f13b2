import { err, ok, type Result } from '@/lib/base/result';
import { createFlvReader } from '@/lib/live/flv/createFlvReader';
import type { createHlsFollower } from '@/lib/live/hls/createHlsFollower';
import { LARGEST_PLAYLIST, looksLikePlaylist } from '@/lib/live/hls/readPlaylist';
import { readWhole } from '@/lib/live/hls/readWhole';
import type { LivePiece } from '@/lib/live/media/LivePiece';

// Enough to tell a playlist from a stream.
const HEAD = 10;

async function* readFlv(
  head: Uint8Array,
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Result<LivePiece>> {
  const flv = createFlvReader();
  let value: Uint8Array | undefined = head;
  while (value) {
    const events = flv.push(value);
    if (!events.ok) return yield events;
    if (value.length > 0) yield ok({ events: events.value, breaks: false });
    value = (await reader.read()).value;
  }
}

const restOf = (reader: ReadableStreamDefaultReader<Uint8Array>, head: Uint8Array): ReadableStream<Uint8Array> => {
  let first = true;
  return new ReadableStream({
    pull: async (controller) => {
      const next = first ? { done: false, value: head } : await reader.read();
      first = false;
      if (next.done || !next.value) controller.close();
      else controller.enqueue(next.value);
    },
  });
};

/**
 * What comes of an opened stream, whichever of the two it is: bytes without end (FLV), or a playlist to be followed (HLS),
 * which its first bytes tell. An error is the last thing given.
 */
export async function* readPieces(
  stream: ReadableStream<Uint8Array>,
  address: string,
  hls: ReturnType<typeof createHlsFollower>,
  signal: AbortSignal,
): AsyncGenerator<Result<LivePiece>> {
  const reader = stream.getReader();
  try {
    let head = new Uint8Array(0);
    while (head.length < HEAD) {
      const { done, value } = await reader.read();
      if (done) break;
      const joined = new Uint8Array(head.length + value.length);
      joined.set(head);
      joined.set(value, head.length);
      head = joined;
    }
    if (!looksLikePlaylist(head)) return yield* readFlv(head, reader);
    const text = await readWhole(restOf(reader, head), LARGEST_PLAYLIST, signal);
    if (!text.ok) return yield err(text.error);
    yield* hls.follow(new TextDecoder().decode(text.value), address, signal);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

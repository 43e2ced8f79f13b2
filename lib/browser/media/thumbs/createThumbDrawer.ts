import { z } from 'zod';
import type { Drawn } from './drawThumb';
import type { ThumbSource } from './thumbSource';

/** What a drawing worker answers to a {@link ThumbSource}. */
export const drawingSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    value: z.object({
      type: z.string(),
      bytes: z.instanceof(Uint8Array<ArrayBuffer>),
      width: z.number(),
      height: z.number(),
    }),
  }),
  z.object({ ok: z.literal(false), error: z.string() }),
]);
export type Drawing = z.infer<typeof drawingSchema>;

/** Draws thumbnails elsewhere. */
export interface ThumbDrawer {
  /** One at a time. The source's bytes are handed over. Rejects for what cannot be drawn. */
  draw(source: ThumbSource): Promise<Drawn>;
  /** Lets go of all that drawing left in memory. */
  rest(): void;
}

/** What a worker may leave in memory before it is ended: some 10 bytes for each of these pixels. */
const MOST_DRAWN = 3_000_000;
/** A decoder that never answers must not keep the others waiting. */
const LATE_MS = 20_000;

/**
 * A drawer that works in a worker and ends it after {@link MOST_DRAWN}: decoders, frames and canvases that are let go
 * stay until a collection (Chromium 156: 2.4 to 8 MB a picture, closed or not), and ending their worker alone frees them at once.
 * `start` starts a worker that runs `serveDrawing`.
 */
export const createThumbDrawer = (start: () => Worker, mostPixels = MOST_DRAWN, lateMs = LATE_MS): ThumbDrawer => {
  let worker: Worker | undefined;
  let pixels = 0;

  const rest = (): void => {
    worker?.terminate();
    worker = undefined;
    pixels = 0;
  };

  const ask = (open: Worker, source: ThumbSource): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('a drawing that never ends')), lateMs);
      open.onmessage = ({ data }: MessageEvent<unknown>) => {
        clearTimeout(late);
        resolve(data);
      };
      open.onerror = ({ message }) => {
        clearTimeout(late);
        reject(new Error(message));
      };
      open.postMessage(source, [source.bytes.buffer]);
    });

  return {
    draw: async (source) => {
      worker ??= start();
      try {
        const drawing = drawingSchema.parse(await ask(worker, source));
        pixels += source.pixels;
        if (pixels >= mostPixels) rest();
        if (!drawing.ok) throw new Error(drawing.error);
        return drawing.value;
      } catch (error) {
        rest();
        throw error;
      }
    },
    rest,
  };
};

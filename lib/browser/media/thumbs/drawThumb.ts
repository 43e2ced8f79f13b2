import { MOST_PIXELS } from '@/lib/media/pictureSize';
import type { Thumb } from '@/lib/model/thumb';
import type { ThumbSource } from './thumbSource';

const WIDTH = 160;
/** A phone's screen at that width; a longer picture is made narrower instead. */
const HEIGHT = 284;
const QUALITY = 0.75;

/** A thumbnail's picture. */
export type Drawn = Pick<Thumb, 'type' | 'bytes' | 'width' | 'height'>;

const sizeWithin = (width: number, height: number): { readonly width: number; readonly height: number } => {
  const scale = Math.min(1, WIDTH / width, HEIGHT / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

const canvasOf = ({ width, height }: { readonly width: number; readonly height: number }) => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  return { canvas, context };
};

const encode = async (
  size: { readonly width: number; readonly height: number },
  draw: (context: OffscreenCanvasRenderingContext2D) => void,
): Promise<Drawn> => {
  const { canvas, context } = canvasOf(size);
  context.imageSmoothingQuality = 'high';
  draw(context);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
  return { type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()), ...size };
};

const drawPicture = async (bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Drawn> => {
  const picture = await createImageBitmap(new Blob([bytes], { type }));
  try {
    const size = sizeWithin(picture.width, picture.height);
    return await encode(size, (context) => context.drawImage(picture, 0, 0, size.width, size.height));
  } finally {
    picture.close();
  }
};

/** Decodes the one packet. A decoder of each is closed at once: an open one keeps its frames in memory. */
const decode = async (config: VideoDecoderConfig, data: Uint8Array<ArrayBuffer>): Promise<VideoFrame> => {
  let frame: VideoFrame | undefined;
  let problem: unknown = new Error('no frame');
  const decoder = new VideoDecoder({
    output: (made) => {
      if (frame) made.close();
      else frame = made;
    },
    error: (error) => {
      problem = error;
    },
  });
  try {
    decoder.configure({ ...config, optimizeForLatency: true });
    decoder.decode(new EncodedVideoChunk({ type: 'key', timestamp: 0, data }));
    await decoder.flush();
  } catch (error) {
    problem = error;
  } finally {
    if (decoder.state !== 'closed') decoder.close();
  }
  if (!frame) throw problem;
  return frame;
};

/**
 * The frame's pixels on a canvas of its size. A frame that is drawn itself, or made a bitmap of, stays in memory for
 * good, closed or not (Chromium 156: 1 MB each).
 */
const onCanvas = async (frame: VideoFrame): Promise<OffscreenCanvas> => {
  const { width, height } = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight };
  // The stream itself may say another size than the file around it.
  if (width * height > MOST_PIXELS) throw new Error(`frame of ${width} × ${height}`);
  const pixels = new Uint8ClampedArray(frame.allocationSize({ format: 'RGBA' }));
  await frame.copyTo(pixels, { format: 'RGBA' });
  const { canvas, context } = canvasOf({ width, height });
  context.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
};

const drawFrame = async ({ config, bytes, rotation }: Extract<ThumbSource, { kind: 'frame' }>): Promise<Drawn> => {
  const frame = await decode(config, bytes);
  const canvas = await onCanvas(frame).finally(() => frame.close());
  const isTurned = rotation % 180 !== 0;
  const size = isTurned ? sizeWithin(canvas.height, canvas.width) : sizeWithin(canvas.width, canvas.height);
  const { width, height } = isTurned ? { width: size.height, height: size.width } : size;
  return encode(size, (context) => {
    context.translate(size.width / 2, size.height / 2);
    context.rotate((rotation * Math.PI) / 180);
    context.drawImage(canvas, -width / 2, -height / 2, width, height);
  });
};

/**
 * A small WebP of a picture, or of a video's frame. Rejects for what the browser cannot decode. Frames and canvases are
 * freed late, by a collection or with the worker that drew them (`createThumbDrawer`).
 */
export const drawThumb = (source: ThumbSource): Promise<Drawn> =>
  source.kind === 'frame' ? drawFrame(source) : drawPicture(source.bytes, source.type);

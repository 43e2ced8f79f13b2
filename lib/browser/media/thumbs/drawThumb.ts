import type { Thumb, ThumbOrigin } from '@/lib/model/thumb';

const WIDTH = 160;
/** A phone's screen at that width; a longer picture is made narrower instead. */
const HEIGHT = 284;
const QUALITY = 0.75;
/** The very first frame is often black. */
const FRAME_AT_SECONDS = 0.5;
const VIDEO_MS = 8_000;

type Drawn = Pick<Thumb, 'type' | 'bytes' | 'width' | 'height'>;

const sizeWithin = (width: number, height: number): { readonly width: number; readonly height: number } => {
  const scale = Math.min(1, WIDTH / width, HEIGHT / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

const encode = async (
  source: CanvasImageSource,
  size: { readonly width: number; readonly height: number },
): Promise<Drawn> => {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, size.width, size.height);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
  return { type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer()), ...size };
};

const drawPicture = async (blob: Blob): Promise<Drawn> => {
  const picture = await createImageBitmap(blob);
  try {
    return await encode(picture, sizeWithin(picture.width, picture.height));
  } finally {
    picture.close();
  }
};

const event = (target: HTMLVideoElement, name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no ${name}`)), VIDEO_MS);
    target.addEventListener(name, () => {
      clearTimeout(late);
      resolve();
    });
    target.addEventListener('error', () => {
      clearTimeout(late);
      reject(new Error(target.error?.message ?? 'cannot be played'));
    });
  });

const drawFrame = async (blob: Blob): Promise<Drawn> => {
  const url = URL.createObjectURL(blob);
  const video = document.createElement('video');
  try {
    video.muted = true;
    video.preload = 'auto';
    const loaded = event(video, 'loadeddata');
    video.src = url;
    await loaded;
    const sought = event(video, 'seeked');
    video.currentTime = Math.min(FRAME_AT_SECONDS, (video.duration || 0) / 3);
    await sought;
    return await encode(video, sizeWithin(video.videoWidth, video.videoHeight));
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  }
};

/**
 * A small WebP of a picture, or of a frame near a video's start. Needs a document. Rejects for what the browser cannot
 * decode.
 */
export const drawThumb = (blob: Blob, from: ThumbOrigin): Promise<Drawn> =>
  from === 'video' ? drawFrame(blob) : drawPicture(blob);

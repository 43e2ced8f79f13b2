import { BlobSource, BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny';
import { ownBytes } from '@/lib/base/ownBytes';
import { heldSize } from '@/lib/browser/media/heldBytes';
import { MOST_PIXELS, type PictureSize, pictureSize } from '@/lib/media/pictureSize';
import type { ThumbOrigin } from '@/lib/model/thumb';
import type { ThumbMedia } from './createThumbKeeper';

/** The least of a file that a thumbnail can be drawn from, so that the file itself can be let go. */
export type ThumbSource = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the whole picture, as it lies in memory while it is drawn. */
  readonly pixels: number;
} & (
  | { readonly kind: 'picture'; readonly type: string }
  | {
      readonly kind: 'frame';
      readonly config: VideoDecoderConfig;
      readonly rotation: 0 | 90 | 180 | 270;
    }
);

/** The very first frame is often black; one that needs no other is taken, at most this far in. */
const FRAME_BEFORE_SECONDS = 3;

/** A picture larger than this is not kept for a thumbnail. */
const LARGEST_PICTURE = 2 * 1024 * 1024;

/** `undefined` for a picture without a size, and for one too large to be drawn. */
const modestPixels = (size: PictureSize | undefined): number | undefined => {
  if (size === undefined || size.width <= 0 || size.height <= 0) return undefined;
  const pixels = size.width * size.height;
  return pixels <= MOST_PIXELS ? pixels : undefined;
};

/** The config with a description of its own: mediabunny's is a view that would hold all of the file's bytes. */
const ownConfig = ({ description, ...config }: VideoDecoderConfig): VideoDecoderConfig =>
  description === undefined ? config : { ...config, description: ownBytes(description) };

const readFrame = async ({ body, whole }: ThumbMedia): Promise<ThumbSource | undefined> => {
  const bytes = whole ?? body;
  const source = bytes instanceof Blob ? new BlobSource(bytes, { useStreamReader: false }) : new BufferSource(bytes);
  // No reader of WebM: the site sends none, and it alone would be a tenth of what mediabunny weighs in the package.
  const input = new Input({ formats: [MP4], source });
  try {
    const track = await input.getPrimaryVideoTrack();
    const config = await track?.getDecoderConfig();
    if (!track || !config) return undefined;
    const pixels = modestPixels({ width: track.codedWidth, height: track.codedHeight });
    if (pixels === undefined) return undefined;
    const sink = new EncodedPacketSink(track);
    const before = Math.min(FRAME_BEFORE_SECONDS, (await track.computeDuration()) / 3);
    const packet = (await sink.getKeyPacket(before)) ?? (await sink.getFirstKeyPacket());
    if (!packet) return undefined;
    return {
      kind: 'frame',
      bytes: ownBytes(packet.data),
      pixels,
      config: ownConfig(config),
      rotation: track.rotation,
    };
  } finally {
    input.dispose();
  }
};

/** Takes a copy of what a checked file's thumbnail needs. */
export const thumbSource = async (from: ThumbOrigin, media: ThumbMedia): Promise<ThumbSource | undefined> => {
  if (from === 'video') return readFrame(media);
  const held = media.whole ?? media.body;
  if (heldSize(held) > LARGEST_PICTURE) return undefined;
  const bytes = held instanceof Blob ? new Uint8Array(await held.arrayBuffer()) : ownBytes(held);
  const pixels = modestPixels(pictureSize(bytes));
  return pixels === undefined ? undefined : { kind: 'picture', bytes, pixels, type: media.mime };
};

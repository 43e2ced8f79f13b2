import type { Codec, Gear } from '@/lib/model/media';
import type { VideoWire } from '@/lib/tiktok/wire/wire';

type Play = VideoWire['PlayAddrStruct'];
interface Size {
  readonly width: number;
  readonly height: number;
}

/** CodecType names as recorded (h264, h265_hvc1) or reported (bytevc1, bytevc2); UrlKey carries them too. */
const readCodec = (codecType: string, urlKey: string): Codec => {
  const name = `${codecType}_${urlKey}`.toLowerCase();
  if (name.includes('bytevc2')) return 'bytevc2';
  if (name.includes('h265') || name.includes('hevc') || name.includes('bytevc1')) return 'h265';
  return name.includes('h264') ? 'h264' : 'other';
};

const shortSide = (label: string): number => Number(/(?:^|_)(\d{3,4})(?:p|_|$)/.exec(label)?.[1] ?? 0);

// Bodies of 2023 have no Width and Height in their gears, only labels. A label is the short side, and the label
// equal to the video's own ratio stands for the video's own size (540p is 576 wide).
const estimateSize = (label: number, video: VideoWire): Size => {
  const { width, height } = video;
  const own = shortSide(video.ratio) || shortSide(video.definition);
  const known = width > 0 && height > 0;
  if (known && (label === 0 || label === own)) return { width, height };
  const side = label || own;
  if (!known) return { width: side, height: Math.round((side * 16) / 9) };
  const scale = side / Math.min(width, height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
};

const sizeOf = (play: Play, name: string, video: VideoWire): Size =>
  play.Width > 0 && play.Height > 0
    ? { width: play.Width, height: play.Height }
    : estimateSize(shortSide(play.UrlKey) || shortSide(name), video);

const bytesOf = (size: number): Pick<Gear, 'bytes'> => (size > 0 ? { bytes: size } : {});

const isDash = (format: string): boolean => format.toLowerCase() === 'dash';

const readEncodings = (video: VideoWire): Gear[] =>
  video.bitrateInfo.map((info, index) => ({
    name: info.GearName || info.PlayAddr.UrlKey || `gear-${index}`,
    urls: info.PlayAddr.UrlList,
    ...sizeOf(info.PlayAddr, info.GearName, video),
    bitrate: info.Bitrate,
    codec: readCodec(info.CodecType, info.PlayAddr.UrlKey),
    ...bytesOf(info.PlayAddr.DataSize),
    silent: isDash(info.Format),
    watermark: false,
  }));

const readPlay = (video: VideoWire): Gear => ({
  name: 'play',
  urls: [...new Set([...video.PlayAddrStruct.UrlList, ...video.playAddr])],
  ...sizeOf(video.PlayAddrStruct, '', video),
  bitrate: video.bitrate,
  codec: readCodec(video.codecType, video.PlayAddrStruct.UrlKey),
  ...bytesOf(video.PlayAddrStruct.DataSize || video.size),
  silent: isDash(video.format),
  watermark: false,
});

const readDownload = (video: VideoWire): Gear => ({
  name: 'download',
  urls: video.downloadAddr,
  ...estimateSize(0, video),
  bitrate: 0,
  codec: 'other',
  silent: false,
  watermark: true,
});

/**
 * Every encoding of a video, in the site's order: those of `bitrateInfo`, then `play` (PlayAddrStruct and playAddr),
 * then `download` (downloadAddr, with watermark; absent where the author forbids downloads). Width and height in
 * pixels, bitrate in bits per second, 0 where unknown. A gear without a usable address is left out.
 */
export const parseGears = (video: VideoWire): Gear[] =>
  [...readEncodings(video), readPlay(video), readDownload(video)].filter((gear) => gear.urls.length > 0);

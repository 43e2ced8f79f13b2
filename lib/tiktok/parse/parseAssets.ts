import type { Asset, Codec, Gear } from '@/lib/model/media';
import type { Post } from '@/lib/model/post';
import { type ItemWire, slideWire, type VideoWire } from '@/lib/tiktok/wire/wire';
import { findLost } from './findLost';

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
const parseGears = (video: VideoWire): Gear[] =>
  [...readEncodings(video), readPlay(video), readDownload(video)].filter((gear) => gear.urls.length > 0);

const withUrls = <A extends { readonly urls: readonly string[] }>(asset: A): A[] =>
  asset.urls.length > 0 ? [asset] : [];

// The place in the slideshow is part of the file's key: a picture without an address leaves a gap.
const readImages = (images: readonly unknown[]): Asset[] =>
  images.flatMap((raw, position) => {
    const { imageURL, imageWidth, imageHeight } = slideWire.parse(raw);
    return withUrls({
      kind: 'image' as const,
      index: position + 1,
      urls: imageURL.urlList,
      width: imageWidth,
      height: imageHeight,
    });
  });

const readVideo = (video: VideoWire): Asset[] => {
  const gears = parseGears(video);
  return gears.length > 0 ? [{ kind: 'video', gears, durationSeconds: video.duration }] : [];
};

// An empty imagePost beside a video that plays is no slideshow; one whose pictures are lost still is.
const readMain = ({ imagePost, video }: ItemWire): Pick<Post, 'kind' | 'assets'> => {
  const played = imagePost === undefined || imagePost.images.length === 0 ? readVideo(video) : [];
  if (imagePost === undefined || played.length > 0) return { kind: 'video', assets: played };
  return { kind: 'photos', assets: readImages(imagePost.images) };
};

const readCovers = ({ video, imagePost }: ItemWire): Asset[] => {
  const still = [...new Set([...video.cover, ...video.originCover])];
  return [
    ...withUrls({ kind: 'cover' as const, urls: still.length > 0 ? still : (imagePost?.cover.imageURL.urlList ?? []) }),
    ...withUrls({ kind: 'cover-animated' as const, urls: video.dynamicCover }),
  ];
};

/**
 * What stays the same of an avatar's address while its host, size and signature change: the name of the stored picture, as in
 * `tos-maliva-avt-0068/<name>~tplv-tiktokx-cropcenter:1080:1080.jpeg` (recorded 2025-05 to 2026-10), `<name>~c5_1080x1080.jpeg` and
 * `aweme/1080x1080/tos-alisg-avt-0068/<name>.jpeg` (2023-10). Empty when there is none.
 */
const pictureIn = (address: string): string => {
  const last = new URL(address).pathname.split('/').at(-1) ?? '';
  return last
    .replace(/[~.].*$/, '')
    .replace(/[^\w-]+/g, '-')
    .slice(0, 64);
};

// Only the largest: a small one would be taken for the picture once and for all.
const readAvatar = ({ author: { avatarLarger: addresses } }: ItemWire): Asset[] => {
  const picture = addresses[0] === undefined ? '' : pictureIn(addresses[0]);
  return picture === '' ? [] : [{ kind: 'avatar', picture, urls: addresses }];
};

// creator_caption is JSON of another kind; every recorded track is webvtt.
const isVtt = (format: string): boolean => format === '' || format.toLowerCase() === 'webvtt';

const readSubtitles = (video: VideoWire): Asset[] =>
  video.subtitleInfos
    .filter((track) => isVtt(track.Format))
    .flatMap((track) =>
      withUrls({
        kind: 'subtitle' as const,
        language: track.LanguageCodeName,
        source: track.Source,
        version: track.Version,
        urls: track.Url,
      }),
    );

// The same tracks stand in both lists where both exist; subtitleType 1 is ASR and 4 is MT there (recorded 2025-10, 2026-10).
const captionSources: Readonly<Record<string, string>> = { '1': 'ASR', '4': 'MT' };

const readCaptions = (video: VideoWire): Asset[] =>
  video.claInfo.captionInfos
    .filter((track) => isVtt(track.captionFormat))
    .flatMap((track) =>
      withUrls({
        kind: 'subtitle' as const,
        language: track.language,
        source: captionSources[track.subtitleType] ?? (track.isAutoGen ? 'ASR' : 'LC'),
        version: [track.subtitleType, track.variant].filter((part) => part !== '' && part !== 'default').join(':'),
        urls: [...new Set([...track.url, ...track.urlList])],
      }),
    );

/** Everything of a post that can become a file. What has no usable address is `lost` where the post is not whole without it. */
export const parseAssets = (item: ItemWire, raw: unknown): Pick<Post, 'kind' | 'assets' | 'lost'> => {
  const main = readMain(item);
  const subtitles = readSubtitles(item.video);
  const assets = [
    ...main.assets,
    ...withUrls({ kind: 'music' as const, urls: item.music.playUrl }),
    ...readCovers(item),
    ...readAvatar(item),
    ...(subtitles.length > 0 ? subtitles : readCaptions(item.video)),
  ];
  const lost = findLost(main.kind, assets, item, raw);
  return { kind: main.kind, assets, ...(lost.length > 0 ? { lost } : {}) };
};

import type { ItemContext, Json } from './itemTypes.ts';
import { gearSize, mediaFile } from './media/bytes.ts';
import { gearsOf } from './media/gears.ts';
import type { DemoPost } from './world/types.ts';

/** The video object of an item: the recorded one with the gears, sizes, covers and subtitles of the post. */
export const videoOf = (
  recorded: Json,
  post: DemoPost,
  context: ItemContext,
  cover: (kind: 'cover' | 'cover-animated') => string,
): Json => {
  const { addresses, expire, chain } = context;
  const video: Json = {
    ...recorded,
    id: post.id,
    duration: 2,
    width: 576,
    height: 1024,
    ratio: '540p',
    definition: '540p',
  };
  const play = (index: string, width: number, height: number, key: string): Json => ({
    DataSize: gearSize(post, index),
    FileCs: 'c:0-0-demo',
    FileHash: post.id.padStart(32, '0'),
    Height: height,
    Uri: `v15044gf0000${post.id}`,
    UrlKey: `v15044gf0000${post.id}_${key}`,
    UrlList: addresses.video(post.id, index, expire, chain),
    Width: width,
  });
  const gears = gearsOf(post);
  video.bitrateInfo = gears.map((gear) => ({
    ...recorded.bitrateInfo[gear.codec === 'h264' ? 0 : 1],
    Bitrate: gear.bitrate,
    CodecType: gear.codec,
    Format: gear.format,
    GearName: gear.name,
    QualityType: gear.quality,
    PlayAddr: play(
      gear.index,
      gear.width,
      gear.height,
      `${gear.codec === 'h264' ? 'h264' : 'bytevc1'}_${gear.width}p_${gear.bitrate}`,
    ),
  }));
  const plain = gears.find((gear) => gear.index === '0');
  if (plain) {
    video.PlayAddrStruct = play('0', plain.width, plain.height, `h264_${plain.width}p`);
    video.playAddr = video.PlayAddrStruct.UrlList[0];
    video.bitrate = plain.bitrate;
    video.size = gearSize(post, '0');
  } else {
    for (const key of ['PlayAddrStruct', 'playAddr', 'bitrate', 'size']) delete video[key];
  }
  video.downloadAddr = addresses.video(post.id, 'download', expire, chain)[0];
  Object.assign(video, { cover: cover('cover'), originCover: cover('cover'), dynamicCover: cover('cover-animated') });
  video.zoomCover = Object.fromEntries([240, 480, 720, 960].map((edge) => [edge, cover('cover')]));
  video.subtitleInfos = post.subtitles.map((track, n) => ({
    Format: 'webvtt',
    LanguageCodeName: track.language,
    LanguageID: String(n + 2),
    Size: mediaFile(post, 'subtitle', String(n))?.bytes.length ?? 0,
    Source: track.source,
    Url: addresses.subtitle(post.id, String(n), expire),
    UrlExpire: expire,
    Version: track.version,
  }));
  video.claInfo = {
    captionsType: post.subtitles.length > 0 ? 1 : 0,
    enableAutoCaption: post.subtitles.length > 0,
    hasOriginalAudio: true,
    ...(post.subtitles.length > 0 ? { captionInfos: [] } : { noCaptionReason: 3 }),
  };
  return video;
};

import type { Asset } from '@/lib/model/media';
import type { Post } from '@/lib/model/post';
import { type ItemWire, slideWire, type VideoWire } from '@/lib/tiktok/wire/wire';
import { parseGears } from './parseGears';

const withUrls = <A extends { readonly urls: readonly string[] }>(asset: A): A[] =>
  asset.urls.length > 0 ? [asset] : [];

// The place in the slideshow is part of the file's key: an unreadable picture leaves a gap.
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

/** Everything of a post that can become a file; what has no usable address is left out. */
export const parseAssets = (item: ItemWire): Pick<Post, 'kind' | 'assets'> => {
  const { kind, assets } = readMain(item);
  const subtitles = readSubtitles(item.video);
  return {
    kind,
    assets: [
      ...assets,
      ...withUrls({ kind: 'music' as const, urls: item.music.playUrl }),
      ...readCovers(item),
      ...(subtitles.length > 0 ? subtitles : readCaptions(item.video)),
    ],
  };
};

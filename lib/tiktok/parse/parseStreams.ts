import type { LiveStream } from '@/lib/model/liveRoom';
import { parseJson } from '@/lib/tiktok/wire/parseJson';
import { qualityWire, sdkParamsWire, streamDataWire } from '@/lib/tiktok/wire/wireExtras';

const inner = (json: string): unknown => {
  const parsed = parseJson(json);
  return parsed.ok ? parsed.value : undefined;
};

// Key order in sdk_params is random; the text says "1280x720", and nothing for sound only.
const readSize = (resolution: string): { readonly width: number; readonly height: number } => {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(resolution) ?? [];
  return { width: Number(width ?? 0), height: Number(height ?? 0) };
};

const isH265 = (codec: string): boolean => /265|hevc|bytevc1/i.test(codec);

const readQuality = (quality: string, raw: unknown, usual: LiveStream['codec']): LiveStream[] => {
  const { main, backup } = qualityWire.parse(raw);
  const params = sdkParamsWire.parse(inner(main.sdk_params || backup.sdk_params));
  const flv = main.flv[0] ?? backup.flv[0];
  const hls = main.hls[0] ?? backup.hls[0];
  if (flv === undefined && hls === undefined) return [];
  return [
    {
      quality,
      codec: params.VCodec === '' ? usual : isH265(params.VCodec) ? 'h265' : 'h264',
      ...(flv === undefined ? {} : { flv }),
      ...(hls === undefined ? {} : { hls }),
      ...readSize(params.resolution),
      bitrate: params.vbitrate,
    },
  ];
};

/**
 * Reads `pull_data.stream_data`: JSON in text, with JSON in text in it. Qualities in the site's order; the backup
 * address stands in where the main one is empty (hls is empty at some CDNs, recorded 2026-10). A stream without a
 * usable flv or hls address is left out.
 *
 * @param usual - codec of a stream that does not name its own.
 */
export const parseStreams = (streamData: string, usual: LiveStream['codec']): LiveStream[] =>
  Object.entries(streamDataWire.parse(inner(streamData)).data).flatMap(([quality, raw]) =>
    readQuality(quality, raw, usual),
  );

// Old names of webcast rooms, used only where a room has no stream_data (reported; HD1 = hd recorded 2026-10).
const oldQualities: Readonly<Record<string, string>> = { FULL_HD1: 'uhd', HD1: 'hd', SD2: 'sd', SD1: 'ld' };

/** Reads a room's `flv_pull_url` and `hls_pull_url_map`, addresses by old quality names; sizes are not told there. */
export const parsePullUrls = (
  flv: Readonly<Record<string, readonly string[]>>,
  hls: Readonly<Record<string, readonly string[]>>,
): LiveStream[] =>
  [...new Set([...Object.keys(flv), ...Object.keys(hls)])].flatMap((name) => {
    const flvUrl = flv[name]?.[0];
    const hlsUrl = hls[name]?.[0];
    if (flvUrl === undefined && hlsUrl === undefined) return [];
    return [
      {
        quality: oldQualities[name] ?? name.toLowerCase(),
        codec: 'h264' as const,
        ...(flvUrl === undefined ? {} : { flv: flvUrl }),
        ...(hlsUrl === undefined ? {} : { hls: hlsUrl }),
        width: 0,
        height: 0,
        bitrate: 0,
      },
    ];
  });

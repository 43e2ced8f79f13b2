import type { DemoPost } from '../world/types.ts';

/** One encoding that the site offers for a video. */
export interface DemoGear {
  readonly index: string;
  readonly name: string;
  readonly quality: number;
  readonly codec: 'h264' | 'h265_hvc1';
  readonly format: 'mp4' | 'dash';
  readonly width: number;
  readonly height: number;
  readonly bitrate: number;
  readonly file: string;
}

const sound: DemoGear = {
  index: '0',
  name: 'normal_540_0',
  quality: 20,
  codec: 'h264',
  format: 'mp4',
  width: 576,
  height: 1024,
  bitrate: 266_000,
  file: 'video-576.mp4',
};
const low: DemoGear = {
  ...sound,
  index: '1',
  name: 'lowest_540_0',
  quality: 25,
  bitrate: 151_000,
  file: 'video-576-low.mp4',
};
const silent: DemoGear = {
  index: '2',
  name: 'adapt_lowest_1080_1',
  quality: 2,
  codec: 'h265_hvc1',
  format: 'dash',
  width: 1080,
  height: 1920,
  bitrate: 120_000,
  file: 'video-1080-silent-h265.mp4',
};
const unmarked: DemoGear = {
  ...silent,
  name: 'normal_1080_0',
  codec: 'h264',
  format: 'mp4',
  bitrate: 385_000,
  file: 'video-1080-silent-h264.mp4',
};

/** The gears of a post in the order in which the site lists them: the silent 1080p one stands first. */
export const gearsOf = (post: DemoPost): readonly DemoGear[] => {
  if (post.kind === 'photos' || post.gears === 'watermark-only') return [];
  if (post.gears === 'unmarked') return [unmarked, sound, low];
  if (post.gears === 'muted')
    return [unmarked, { ...unmarked, index: '0', name: 'normal_720_0', quality: 10, bitrate: 300_000 }];
  return [silent, sound, low];
};

/** Index of the gear that has sound and the most pixels; the first one when none has sound. */
export const bestGear = (post: DemoPost): string => {
  const gears = gearsOf(post);
  if (gears.length === 0) return 'download';
  return post.gears === 'muted' ? (gears[0]?.index ?? '') : sound.index;
};

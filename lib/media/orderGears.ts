import type { Codec, Gear } from '@/lib/model/media';

const codecRank: Record<Codec, number> = { h264: 0, h265: 1, other: 2, bytevc2: 3 };

type Rule = (a: Gear, b: Gear) => number;

const sound: Rule = (a, b) => Number(a.silent) - Number(b.silent);
const clean: Rule = (a, b) => Number(a.watermark) - Number(b.watermark);
const pixels: Rule = (a, b) => b.width * b.height - a.width * a.height;
const codec: Rule = (a, b) => codecRank[a.codec] - codecRank[b.codec];
const bitrate: Rule = (a, b) => b.bitrate - a.bitrate;

const rules: Record<'best' | 'compatible', readonly Rule[]> = {
  best: [sound, clean, pixels, codec, bitrate],
  compatible: [sound, clean, codec, pixels, bitrate],
};

/**
 * The encodings of a video in the order in which to try them: with sound before silent (`Format: dash`), without
 * watermark before watermarked, more pixels, h264 before h265, higher bitrate; `compatible` asks for the codec before
 * the pixels. Gears in bytevc2 are left out, since nothing but TikTok's app plays them: the list may come back empty.
 * Equals keep the site's order.
 */
export const orderGears = (gears: readonly Gear[], preference: 'best' | 'compatible'): Gear[] =>
  gears
    .filter((gear) => gear.codec !== 'bytevc2')
    .sort((a, b) => {
      for (const rule of rules[preference]) {
        const verdict = rule(a, b);
        if (verdict !== 0) return verdict;
      }
      return 0;
    });

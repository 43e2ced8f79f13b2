import type { Asset } from '@/lib/model/media';
import type { LostFile, Post } from '@/lib/model/post';
import { foreignHost } from '@/lib/tiktok/address/hosts';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import type { ItemWire } from '@/lib/tiktok/wire/wire';

/** The host of the first address below a value that leads off the site's hosts. */
const hostBelow = (value: unknown): string | undefined => {
  if (typeof value === 'string') return foreignHost(value);
  const inner = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
  for (const one of inner) {
    const host = hostBelow(one);
    if (host !== undefined) return host;
  }
  return undefined;
};

const lostFile = (kind: LostFile['kind'], index: number, raw: unknown): LostFile => {
  const host = hostBelow(raw);
  return { kind, index, ...(host === undefined ? {} : { host }) };
};

const lostImages = (assets: readonly Asset[], { imagePost }: ItemWire): LostFile[] =>
  (imagePost?.images ?? []).flatMap((raw, at) => {
    const isHere = assets.some((asset) => asset.kind === 'image' && asset.index === at + 1);
    return isHere ? [] : [lostFile('image', at + 1, raw)];
  });

// A sound that was taken away keeps its names, and a slideshow was never seen without a sound (recorded 2025-10 to 2026-10).
const promisesMusic = (kind: Post['kind'], { music }: ItemWire, raw: unknown): boolean =>
  music.id !== '' || music.title !== '' || (kind === 'photos' && !isRecord(raw));

/**
 * The files that a post names, or is never without, and gives no usable address for. A video is due anyway, and named
 * only where its address leads elsewhere.
 */
export const findLost = (kind: Post['kind'], assets: readonly Asset[], item: ItemWire, raw: unknown): LostFile[] => {
  const has = (wanted: Asset['kind']): boolean => assets.some((asset) => asset.kind === wanted);
  const { video, music } = isRecord(raw) ? raw : {};
  return [
    ...(kind === 'video' && !has('video')
      ? [lostFile('video', 0, video)].filter(({ host }) => host !== undefined)
      : []),
    ...(kind === 'photos' ? lostImages(assets, item) : []),
    ...(!has('music') && promisesMusic(kind, item, music) ? [lostFile('music', 0, music)] : []),
  ];
};

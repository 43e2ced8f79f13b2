import type { Post } from '@/lib/model/post';
import type { FieldGroup, NumberField } from './NamingField';

const number = (group: FieldGroup, name: string, read: NumberField['read']): NumberField => ({
  type: 'number',
  group,
  name,
  read,
});

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest encoding of the video, else the first picture. */
const sizeOf = (post: Post): Size | undefined => {
  let best: Size | undefined;
  for (const asset of post.assets) {
    if (asset.kind === 'image') best ??= asset;
    if (asset.kind !== 'video') continue;
    for (const gear of asset.gears) if (!best || gear.width * gear.height > best.width * best.height) best = gear;
  }
  return best && best.width > 0 && best.height > 0 ? best : undefined;
};

const secondsOf = (post: Post): number | undefined => {
  for (const asset of post.assets)
    if (asset.kind === 'video' && asset.durationSeconds > 0) return asset.durationSeconds;
  return undefined;
};

/** Fields that are counts; `{name:4}` pads them with zeros. Fractions are dropped; what is not known is empty. */
export const numberFields: readonly NumberField[] = [
  number('list', 'position', ({ position }) => position),
  number('file', 'files', ({ fileCount }) => fileCount),
  number('file', 'width', ({ post }) => sizeOf(post)?.width),
  number('file', 'height', ({ post }) => sizeOf(post)?.height),
  number('file', 'duration', ({ post }) => secondsOf(post)),
  number('counts', 'likes', ({ post }) => post.stats.likes),
  number('counts', 'plays', ({ post }) => post.stats.plays),
  number('counts', 'comments', ({ post }) => post.stats.comments),
  number('counts', 'shares', ({ post }) => post.stats.shares),
  number('counts', 'favourites', ({ post }) => post.stats.favourites),
  number('counts', 'reposts', ({ post }) => post.stats.reposts),
];

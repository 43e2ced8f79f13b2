import type { Asset, Gear } from '@/lib/model/media';
import type { Author, Post } from '@/lib/model/post';

/** When the addresses of a post run out, in seconds since 1970; none = never. */
type Expiry = number | undefined;

const address = (postId: string, file: string, expiry: Expiry): string =>
  `https://v16-webapp-prime.tiktok.com/${postId}/${file}${expiry === undefined ? '' : `?expire=${expiry}`}`;

const gear = (postId: string, name: string, height: number, expiry: Expiry, more: Partial<Gear> = {}): Gear => ({
  name,
  urls: [address(postId, `video/0/${name}`, expiry)],
  width: Math.round((height * 9) / 16),
  height,
  bitrate: height * 1000,
  codec: 'h264',
  silent: false,
  watermark: false,
  ...more,
});

const plain = <K extends 'music' | 'cover' | 'cover-animated'>(postId: string, kind: K, expiry: Expiry) => ({
  kind,
  urls: [address(postId, `${kind}/0`, expiry)],
});

const pictures = (postId: string, count: number, expiry: Expiry): Asset[] =>
  Array.from({ length: count }, (_, at) => ({
    kind: 'image',
    index: at + 1,
    urls: [address(postId, `image/${String(at + 1).padStart(2, '0')}`, expiry)],
    width: 1080,
    height: 1920,
  }));

/** What a post with these addresses is made of. */
export const assetsOf = (id: string, kind: Post['kind'], imageCount: number, expiry: Expiry): Asset[] => [
  ...(kind === 'video'
    ? [
        {
          kind: 'video' as const,
          durationSeconds: 10,
          gears: [gear(id, 'normal_1080_0', 1080, expiry), gear(id, 'normal_540_0', 540, expiry)],
        },
        {
          kind: 'subtitle' as const,
          language: 'eng-US',
          source: 'ASR',
          version: '1',
          urls: [address(id, 'subtitle/eng-US', expiry)],
        },
      ]
    : pictures(id, imageCount, expiry)),
  plain(id, 'music', expiry),
  plain(id, 'cover', expiry),
  plain(id, 'cover-animated', expiry),
];

/** An author by number. */
export const anAuthor = (n = 1, more: Partial<Author> = {}): Author => ({
  secUid: `MS4wLjABAAAAauthor${n}`,
  uid: `700${n}`,
  uniqueId: `handle${n}`,
  nickname: `Nick ${n}`,
  ...more,
});

/** The n-th post: the greater n, the newer. Every fourth one is a slideshow of two or three pictures. */
export const aPost = (n: number, more: Partial<Post> = {}): Post => {
  const id = String(7_000_000_000_000_000_000n + BigInt(n));
  const kind = more.kind ?? (n % 4 === 3 ? 'photos' : 'video');
  return {
    id,
    kind,
    author: anAuthor(),
    createdAt: new Date(2025, 0, 1, 12).getTime() + n * 3_600_000,
    desc: `caption ${n}`,
    hashtags: [],
    stats: { plays: 1000 + n, likes: 100 + n, comments: 2, shares: 0, favourites: 0, reposts: 0 },
    pinned: false,
    private: false,
    classified: false,
    isAd: false,
    assets: assetsOf(id, kind, 2 + (n % 2), undefined),
    ...more,
  };
};

/** Posts 1 to `count`, the newest first, as a profile lists them. */
export const somePosts = (count: number, more: Partial<Post> = {}): Post[] =>
  Array.from({ length: count }, (_, at) => aPost(count - at, more));

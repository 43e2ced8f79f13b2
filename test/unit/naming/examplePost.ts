import type { Post } from '@/lib/model/post';
import type { NamingContext } from '@/lib/naming/fields/NamingField';

/** 2023-12-31 23:59:59 UTC. */
export const lastSecond = Date.UTC(2023, 11, 31, 23, 59, 59);

/** An invented video post; what is given replaces its fields. */
export const examplePost = (more: Partial<Post> = {}): Post => ({
  id: '7318000000000000001',
  kind: 'video',
  author: { secUid: 'MS4wLjABAAAAexample', uid: '6800000000000000001', uniqueId: 'a.b', nickname: 'A b' },
  createdAt: lastSecond,
  desc: 'caption',
  hashtags: ['sea', 'sun'],
  stats: { plays: 1200, likes: 34, comments: 5, shares: 6, favourites: 7, reposts: 8 },
  pinned: false,
  private: false,
  classified: false,
  isAd: false,
  music: {
    id: '7200000000000000009',
    title: 'Waves',
    author: 'The Shore',
    album: '',
    durationSeconds: 30,
    original: false,
  },
  language: 'en',
  assets: [
    {
      kind: 'video',
      durationSeconds: 12.7,
      gears: [
        {
          name: 'low',
          urls: ['u'],
          width: 320,
          height: 576,
          bitrate: 1,
          codec: 'h264',
          silent: false,
          watermark: false,
        },
        {
          name: 'high',
          urls: ['u'],
          width: 1080,
          height: 1920,
          bitrate: 2,
          codec: 'h264',
          silent: false,
          watermark: false,
        },
      ],
    },
  ],
  ...more,
});

/** The context of the only file of {@link examplePost}, in UTC. */
export const exampleContext = (more: Partial<NamingContext> = {}): NamingContext => ({
  post: examplePost(),
  mode: 'one',
  owner: 'A b',
  kind: 'video',
  index: '0',
  fileCount: 1,
  position: 1,
  now: Date.UTC(2026, 0, 2, 3, 4, 5),
  timeZone: 'UTC',
  customFields: {},
  ...more,
});

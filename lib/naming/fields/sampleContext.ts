import type { NamingContext } from './NamingField';

/** An invented post of two pictures, for previews while the person has none of their own. 2025-06-21 16:30:07 UTC. */
export const sampleContext: NamingContext = {
  post: {
    id: '7518000000000000042',
    kind: 'photos',
    author: {
      secUid: 'MS4wLjABAAAAsample',
      uid: '6900000000000000042',
      uniqueId: 'harbour.light',
      nickname: 'Harbour Light',
    },
    createdAt: Date.UTC(2025, 5, 21, 16, 30, 7),
    desc: 'Low tide at noon ⛵ #sea',
    title: 'Low tide',
    hashtags: ['sea'],
    stats: { plays: 12840, likes: 912, comments: 34, shares: 12, favourites: 56, reposts: 3 },
    pinned: false,
    private: false,
    classified: false,
    isAd: false,
    mixId: '7400000000000000042',
    music: {
      id: '7300000000000000042',
      title: 'Gulls',
      author: 'The Quay',
      album: 'Pier',
      durationSeconds: 31,
      original: false,
    },
    language: 'en',
    assets: [
      { kind: 'image', index: 1, urls: ['https://example.invalid/1'], width: 1080, height: 1440 },
      { kind: 'image', index: 2, urls: ['https://example.invalid/2'], width: 1080, height: 1440 },
    ],
  },
  mode: 'post',
  owner: 'Harbour Light',
  kind: 'image',
  index: '01',
  fileCount: 3,
  position: 7,
  now: Date.UTC(2026, 0, 2, 8, 15, 0),
  customFields: {},
  list: 'Boats',
};

import { captionOf } from './captions.ts';
import { type DemoPost, type DemoUser, idAt } from './types.ts';
import * as users from './users.ts';

/** 2026-10-01T12:00:00Z; the newest post of every account is from about then. */
const newest = 1_790_856_000;

const subtitles = [
  { language: 'eng-US', source: 'ASR', version: '1:big_caption' },
  { language: 'spa-ES', source: 'MT', version: '4' },
];

/** A post with the usual values. */
export const makePost = (owner: DemoUser, n: number, more: Partial<DemoPost> = {}): DemoPost => {
  const createdMs = more.createdMs ?? (newest - n * 6_371) * 1000 + ((n * 37) % 1000);
  const photos = (more.kind ?? (n % 4 === 3 ? 'photos' : 'video')) === 'photos';
  const sequence = (Number(owner.uid.slice(-6)) * 20_011 + n * 7) % 4_294_967_295;
  return {
    id: idAt(Math.floor(createdMs / 1000), sequence),
    owner,
    kind: photos ? 'photos' : 'video',
    createdMs,
    desc: captionOf(n),
    pinned: false,
    images: photos ? 2 + (n % 4) : 0,
    gears: 'usual',
    subtitles: n % 3 === 0 && !photos ? subtitles : [],
    design: (n + owner.design) % 8,
    plays: 1_000 + n * 977,
    likes: 120 + n * 61,
    comments: n % 7 === 0 ? 47 : n % 5,
    ...more,
  };
};

/** The n newest posts of an account, newest first. */
export const makePosts = (owner: DemoUser, count: number): DemoPost[] =>
  Array.from({ length: count }, (_, n) => makePost(owner, n));

/** The demo profile: 60 posts, two of them pinned (old ones), two pairs within one second. */
export const demoPosts = (): DemoPost[] =>
  Array.from({ length: 60 }, (_, n) => {
    const twin = n === 21 || n === 41;
    const created = (newest - (twin ? n - 1 : n) * 6_371) * 1000 + (twin ? 0 : ((n * 37) % 900) + 50);
    return makePost(users.demo, n, {
      createdMs: created,
      pinned: n === 47 || n === 52,
      ...(n === 20 || n === 21 ? { desc: 'Two in one second' } : {}),
      ...(n === 40 || n === 41 ? { desc: '' } : {}),
      ...(n >= 10 && n < 15 ? { mixId: mixIds[0] } : n >= 30 && n < 33 ? { mixId: mixIds[1] } : {}),
    });
  });

/** Playlists of the demo profile. */
export const mixIds = ['7681171537575824159', '7681171537575824160'] as const;

/** The playlist of whoever is logged in, and their posts: every second one is in it. */
export const viewerMixId = '7681171537575824161';
export const viewerPosts = (): DemoPost[] =>
  Array.from({ length: 9 }, (_, n) => makePost(users.viewer, n, n % 2 === 0 ? { mixId: viewerMixId } : {}));

/** Stories of an account, latest first. */
export const storyPosts = (owner: DemoUser): DemoPost[] =>
  Array.from({ length: 7 }, (_, n) => makePost(owner, 300 + n, { kind: 'video', desc: `Story ${7 - n}` }));

/** Posts with a name of their own, for tests. */
export const specialPosts = {
  /** Recorded reply of /api/item/detail/, October 2026: a video with captions. */
  recordedVideo: makePost(users.recordedVideoOwner, 0, {
    id: '7692114317151423775',
    kind: 'video',
    createdMs: 1_790_959_957_000,
    desc: 'ATEEZ on the FYF. BTS on tour. dance challenges on repeat. @demodance and friends reminisce on K-Pop Summer on TikTok',
    subtitles: subtitles.slice(0, 1),
    comments: 47,
    recorded: 'item-detail-video',
  }),
  /** Recorded reply of /api/item/detail/, October 2026: five pictures and music. */
  recordedPhotos: makePost(users.recordedPhotosOwner, 0, {
    id: '7692968080456092958',
    kind: 'photos',
    createdMs: 1_791_158_721_000,
    desc: 'The winless teams through Week 4 👀 #nflfootball #nfl',
    images: 5,
    comments: 12,
    recorded: 'item-detail-photos',
  }),
  removed: makePost(users.friend, 101, { kind: 'video', withheld: { code: 10204, message: "item doesn't exist" } }),
  deleted: makePost(users.friend, 102, {
    kind: 'video',
    withheld: { code: 10204, message: 'item_privacy_authorization&status_deleted' },
  }),
  region: makePost(users.friend, 103, {
    kind: 'video',
    withheld: { code: 10204, message: 'cross_border_violation_ur' },
  }),
  age: makePost(users.friend, 104, { kind: 'video', withheld: { code: 10204, message: 'content_classification' } }),
  onlyMe: makePost(users.friend, 105, { kind: 'video', withheld: { code: 10204, message: 'status_self_see' } }),
  privatePost: makePost(users.secretive, 106, { kind: 'video', withheld: { code: 10222, message: '' } }),
  unmarked: makePost(users.friend, 110, {
    kind: 'video',
    gears: 'unmarked',
    desc: 'The big one has no sound and does not say so',
  }),
  muted: makePost(users.friend, 111, { kind: 'video', gears: 'muted', desc: 'Sound taken away by the site' }),
  watermarkOnly: makePost(users.friend, 112, { kind: 'video', gears: 'watermark-only', desc: 'Only with a watermark' }),
  photosWebp: makePost(users.friend, 113, { kind: 'photos', images: 3, design: 8, desc: 'Pictures in webp' }),
} as const;

import type { DemoUser } from './types.ts';

const prefix = 'MS4wLjABAAAA';

/** A secUid that can be read back: prefix, then the handle in base64url, padded to the usual length. */
export const secUidOf = (uniqueId: string): string =>
  `${prefix}${Buffer.from(uniqueId.padEnd(48, ' ')).toString('base64url')}`;

/** The handle in a secUid of ours, or undefined. */
export const handleOf = (secUid: string): string | undefined =>
  secUid.startsWith(prefix)
    ? Buffer.from(secUid.slice(prefix.length), 'base64url').toString().trim() || undefined
    : undefined;

const user = (uniqueId: string, uid: string, nickname: string, more: Partial<DemoUser> = {}): DemoUser => ({
  uid,
  secUid: secUidOf(uniqueId),
  uniqueId,
  nickname,
  bio: 'An invented account of the demo site.',
  verified: false,
  private: false,
  design: Number(uid.slice(-1)) % 8,
  openLikes: true,
  ...more,
});

export const demo = user('tokshelf.demo', '6900000000000000001', 'TokShelf Demo ✨', {
  bio: 'Paper boats, tea and small machines. An invented account of the demo site. 🫖',
});
export const viewer = user('demo.viewer', '6900000000000000002', 'Demo Viewer', { openLikes: false });
export const secretive = user('demo.private', '6900000000000000003', 'Private Demo', { private: true });
export const friend = user('demo.friend', '6900000000000000004', 'Freundin / «Zeiten» 🌙');
export const live = user('tokshelf.live', '6900000000000000005', 'Demo Live');
export const offline = user('demo.offline', '6900000000000000006', 'Demo Offline');
export const empty = user('demo.empty', '6900000000000000007', 'No Posts Yet');

/** The two accounts whose public posts were recorded in October 2026. */
export const recordedVideoOwner = user('tiktok', '107955', 'TikTok', {
  secUid: 'MS4wLjABAAAAv7iSuuXDJGDvJkmH_vz1qkDZYo1apxgzaxdBSeIuPiM',
  verified: true,
  bio: 'Your next discovery is waiting on TikTok.',
});
export const recordedPhotosOwner = user('espn', '6663294979903422470', 'ESPN', {
  secUid: 'MS4wLjABAAAAbq-1Yqpp1a6u5KbV_sMg93_FK7AN3d6MJeZ3H0Yj3vZXOtqFXXjc2TIkMW7flCxX',
  verified: true,
  bio: 'Serving Sports Fans. Anytime. Anywhere.',
});

export const namedUsers: readonly DemoUser[] = [
  demo,
  viewer,
  secretive,
  friend,
  live,
  offline,
  empty,
  recordedVideoOwner,
  recordedPhotosOwner,
];

/** `demo.500`, `demo.12000`…: an account with that many posts, made when first asked for. */
export const sizedUser = (uniqueId: string): { user: DemoUser; posts: number } | undefined => {
  const posts = Number(/^demo\.(\d{1,5})$/.exec(uniqueId)?.[1] ?? 0);
  if (posts < 1 || posts > 20_000) return undefined;
  return { user: user(uniqueId, `69100000000000${String(posts).padStart(5, '0')}`, `Demo ${posts}`), posts };
};

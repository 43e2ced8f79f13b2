import { isMediaAddress, isSiteAddress } from '@/lib/tiktok/address/hosts';
import { withoutSigned } from '@/lib/tiktok/address/withoutSigned';
import { parseJson } from './parseJson';

/** What an item says of whoever asked for it, not of the post (names as recorded 2023-10 to 2026-10, those of the app's replies as published by its clients). */
const ofTheViewer: ReadonlySet<string> = new Set(
  [
    ...['relation', 'relation_label', 'relation_labels', 'relative_users', 'mutual_relation_avatars', 'matched_friend'],
    ...[
      'is_reposted',
      'is_favorite',
      'is_favorited',
      'favorite_status',
      'collect_stat',
      'collect_status',
      'digg_status',
    ],
    ...['follow_status', 'follower_status', 'special_follow_status', 'is_following', 'is_follower', 'is_followed'],
    ...[
      'followed_by',
      'friend_status',
      'friends_status',
      'in_recent_friends',
      'is_friend',
      'contact_name',
      'remark_name',
    ],
    ...['is_block', 'is_blocked_v2', 'is_blocking_v2', 'has_read', 'read_status', 'user_story_status', 'self_see'],
    ...['recommend_reason', 'recommend_reason_relation', 'distance', 'extra', 'log_pb', 'log_extra', 'log_params'],
    ...['logid', 'log_id', 'request_id', 'impr_id', 'search_impr', 'trace_info', 'backend_source_event_tracking'],
    ...['suggested_words', 'video_suggest_words_list', 'wid', 'web_id', 'odin_id', 'device_id', 'install_id', 'iid'],
    ...['region_of_viewer', 'user_interest', 'user_behavior'],
  ].map((name) => name.replaceAll('_', '')),
);

/** Words that no name of a field of the post itself has (`digged`, `user_digged`, `isViewed`, `msToken`). */
const viewerWords: ReadonlySet<string> = new Set([
  ...['digged', 'buried', 'collected', 'favorited', 'favourited', 'reposted', 'viewed', 'watched', 'viewer', 'viewers'],
  ...['blocked', 'blocking', 'token', 'session', 'tracking', 'odin'],
]);

const wordsOf = (key: string): string[] =>
  key
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);

const isOfTheViewer = (key: string): boolean =>
  ofTheViewer.has(key.toLowerCase().replaceAll('_', '')) || wordsOf(key).some((word) => viewerWords.has(word));

/** An address that is signed, or leads to bytes and will expire; a page of the site without a query is neither. */
const isSigned = (text: string): boolean => {
  const address = text.trim().replace(/^\/\//, 'https://');
  if (/\s/.test(address) || !/^https?:/i.test(address) || !URL.canParse(address)) return false;
  const { search, protocol } = new URL(address);
  if (protocol === 'https:' && isSiteAddress(address)) return search !== '';
  return search !== '' || isMediaAddress(address);
};

/** Deeper than any reply that was recorded (14); what lies below is left out. */
const DEEPEST = 40;

const cleanText = (text: string, depth: number): string | undefined => {
  if (isSigned(text)) return undefined;
  // Some fields hold JSON as text.
  const inner = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  return inner?.ok ? JSON.stringify(clean(inner.value, depth - 1)) : withoutSigned(text);
};

const clean = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return cleanText(value, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return undefined;
  if (Array.isArray(value)) return value.map((one) => clean(one, depth - 1)).filter((one) => one !== undefined);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isOfTheViewer(key))
      .map(([key, one]) => [withoutSigned(key), clean(one, depth - 1)])
      .filter(([, one]) => one !== undefined),
  );
};

/**
 * An item without what must not lie about in a file: addresses that are signed for a session, and what the person's
 * account did with the post (liked, kept, follows its author).
 */
export const publicItem = (item: unknown): unknown => clean(item, DEEPEST);

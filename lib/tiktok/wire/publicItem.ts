import { isMediaAddress, isSiteAddress } from '@/lib/tiktok/address/hosts';

/** What an item says of whoever asked for it, not of the post (names as recorded 2023-10 to 2026-10). */
const ofTheViewer: ReadonlySet<string> = new Set(
  [
    'digged',
    'collected',
    'reposted',
    'is_reposted',
    'user_digged',
    'user_buried',
    'is_favorite',
    'relation',
    'follow_status',
    'follower_status',
    'is_following',
    'friend_status',
    'viewer',
    'viewed',
    'watched',
    'log_pb',
    'extra',
    'ms_token',
    'odin_id',
    'wid',
  ].map((name) => name.replaceAll('_', '')),
);

const isOfTheViewer = (key: string): boolean => ofTheViewer.has(key.toLowerCase().replaceAll('_', ''));

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

const clean = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return isSigned(value) ? undefined : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return undefined;
  if (Array.isArray(value)) return value.map((one) => clean(one, depth - 1)).filter((one) => one !== undefined);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isOfTheViewer(key))
      .map(([key, one]) => [key, clean(one, depth - 1)])
      .filter(([, one]) => one !== undefined),
  );
};

/**
 * An item without what must not lie about in a file: addresses that are signed for a session, and what the person's
 * account did with the post (liked, kept, follows its author).
 */
export const publicItem = (item: unknown): unknown => clean(item, DEEPEST);

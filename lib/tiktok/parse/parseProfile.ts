import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { secUidText } from '@/lib/model/idTexts';
import type { Account } from '@/lib/model/offer';
import type { Profile } from '@/lib/model/profile';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import { failureInReply } from '@/lib/tiktok/wire/replyStatus';
import { accountInfoWire, appUserWire, userDetailWire } from '@/lib/tiktok/wire/wire';
import { readAuthor } from './parsePost';

/**
 * Reads a profile from a user/detail reply or from the page's `webapp.user-detail`; both have one shape. A private
 * account answers with status 10222 and yet with its data: that is a profile with `privateAccount`.
 *
 * @returns the status's code (removed, login…), or `shape` when there is no person in it.
 */
export const parseProfile = (raw: unknown): Result<Profile> => {
  const refused = failureInReply(raw);
  if (refused) return err(refused);
  const parsed = userDetailWire.safeParse(raw);
  if (!parsed.success) return err(failure('shape', 'profile'));
  const { user, stats, statsV2 } = parsed.data.userInfo;
  if (user.uniqueId === '' && user.secUid === '') return err(failure('shape', 'profile: neither uniqueId nor secUid'));
  const count = (name: keyof typeof stats): number => statsV2[name] ?? stats[name] ?? 0;
  const isHidden = isRecord(raw) && (raw.statusCode === 10222 || raw.statusCode === '10222');
  const isPrivate = isHidden || user.privateAccount === true;
  return ok({
    author: { ...readAuthor(user), ...(isHidden ? { privateAccount: true } : {}) },
    bio: user.signature,
    stats: {
      followers: count('followerCount'),
      following: count('followingCount'),
      // heartCount of the rounded stats overflows 32 bits (recorded 2026-10); heart does not.
      likesReceived: count('heart') || count('heartCount'),
      videos: count('videoCount'),
      liked: count('diggCount'),
      friends: count('friendCount'),
    },
    // What is not said to be closed is asked for: the list itself tells.
    likesPublic: user.openFavorite ?? !isPrivate,
    showsPlaylists: user.profileTab.showPlayListTab,
    live: user.roomId !== '',
    ...(user.roomId === '' ? {} : { roomId: user.roomId }),
  });
};

/** Whatever the field is called: no other text of a person's looks like it. */
const secUidIn = (raw: unknown): string =>
  isRecord(raw)
    ? (Object.values(raw).find((value): value is string => typeof value === 'string' && isSecUid(value)) ?? '')
    : '';

const isSecUid = (value: string): boolean => value.startsWith('MS4wLjAB') && secUidText.safeParse(value).success;

/**
 * The logged-in account from `webapp.app-context.user`; undefined when nobody is logged in. `secUid` and `uid` are empty
 * where the page tells the handle alone.
 */
export const parseAccount = (raw: unknown): Account | undefined => {
  const { uid, secUid: named, uniqueId, nickName, avatarUri } = appUserWire.parse(raw);
  const secUid = named || secUidIn(raw);
  if (uid === '' && secUid === '' && uniqueId === '') return undefined;
  const [avatar] = avatarUri;
  return { uid, secUid, uniqueId, nickname: nickName, ...(avatar === undefined ? {} : { avatar }) };
};

/**
 * The session's account from a reply of passport/web/account/info; without one when the site says that the session is over.
 *
 * @returns code `shape` when it tells neither.
 */
export const parseAccountInfo = (raw: unknown): Result<{ readonly account?: Account }> => {
  const data = isRecord(raw) ? raw.data : undefined;
  const { user_id_str, user_id, username, screen_name, avatar_url, ...rest } = accountInfoWire.parse(data);
  const secUid = rest.sec_user_id || secUidIn(data);
  if (secUid === '' && username === '') {
    const isOver = isRecord(data) && typeof data.name === 'string' && data.name.startsWith('session_');
    return isOver ? ok({}) : err(failure('shape', 'account'));
  }
  const [avatar] = avatar_url;
  const uid = user_id_str || user_id;
  return ok({
    account: {
      ...{ uid, secUid, uniqueId: username, nickname: screen_name },
      ...(avatar === undefined ? {} : { avatar }),
    },
  });
};

import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { secUidText } from '@/lib/model/idTexts';
import type { Page } from '@/lib/model/page';
import type { Person, PersonCounts } from '@/lib/model/people/person';
import { isRecord } from '@/lib/tiktok/wire/coerce';
import { shapeFailure } from '@/lib/tiktok/wire/replyStatus';
import { personRowWire } from '@/lib/tiktok/wire/wire';
import { readAuthor } from './parsePost';
import { readPageOf } from './readPageOf';

const readPerson = (raw: unknown): Result<Person> => {
  const parsed = personRowWire.safeParse(raw);
  if (!parsed.success) return err(shapeFailure('person', parsed.error));
  const { user, stats, statsV2 } = parsed.data;
  const author = readAuthor(user);
  // Nothing but secUid tells a person from others for good.
  if (!secUidText.safeParse(author.secUid).success) return err(failure('shape', 'person: no secUid'));
  const count = (name: keyof typeof stats, as: keyof PersonCounts): PersonCounts => {
    const value = statsV2[name] ?? stats[name];
    return value === undefined ? {} : { [as]: value };
  };
  return ok({
    author,
    bio: user.signature,
    counts: {
      ...count('followerCount', 'followers'),
      ...count('followingCount', 'following'),
      ...count('heartCount', 'likesReceived'),
      ...count('heart', 'likesReceived'),
      ...count('videoCount', 'videos'),
    },
  });
};

/**
 * Reads one page of user/list: whom a person follows, or who follows them, latest first. The cursor is `minCursor`, the
 * second in which the last of the page was followed (keys as public clients of 2025 and 2026 read them).
 *
 * @returns the status's code (`private` for a list that is closed to whoever asks), or `shape` when it is no such list
 */
export const parsePeople = (raw: unknown): Result<Page<Person>> => {
  const page = readPageOf(
    isRecord(raw) ? { ...raw, cursor: raw.minCursor } : raw,
    { items: 'userList', more: 'hasMore' },
    readPerson,
  );
  return page.ok ? ok({ ...page.value, raw }) : page;
};

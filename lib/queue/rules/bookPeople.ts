import type { PersonRow } from '@/lib/model/people/peopleRows';
import type { Person } from '@/lib/model/people/person';
import type { Tables } from '@/lib/ports/Store';
import { seenName } from './seenName';

/** What is known of a person as the site names them now; names and counts that it leaves out stay as they were. */
const merge = (old: PersonRow | undefined, { author, counts }: Person, now: number): PersonRow => {
  const handles = seenName(old?.handles ?? [], author.uniqueId, now);
  const avatar = author.avatar ?? old?.avatar;
  return {
    ...old,
    secUid: author.secUid,
    uid: author.uid || (old?.uid ?? ''),
    handles,
    nicknames: seenName(old?.nicknames ?? [], author.nickname, now),
    known: [...new Set(handles.map(({ value }) => value.toLowerCase()))],
    counts: { ...old?.counts, ...counts },
    ...(avatar === undefined ? {} : { avatar }),
    ...(author.verified === undefined ? {} : { verified: author.verified }),
    ...(author.privateAccount === undefined ? {} : { privateAccount: author.privateAccount }),
    seenAt: now,
  };
};

/**
 * Writes people down as the site names them now, with the names that they had: those of their own row, or of the author's
 * where posts of theirs are saved. Runs inside a transaction. Returns the handle that each was known by until now.
 */
export const bookPeople = async (
  { people, authors }: Tables,
  met: readonly Person[],
  now: number,
): Promise<ReadonlyMap<string, string>> => {
  const ids = met.map(({ author }) => author.secUid);
  const rows = new Map((await people.getMany(ids)).map((row) => [row.secUid, row]));
  const unknown = ids.filter((secUid) => !rows.has(secUid));
  const saved = new Map((await authors.getMany(unknown)).map((row) => [row.secUid, row]));
  const former = new Map<string, string>();
  const next = met.map((person) => {
    const { secUid } = person.author;
    const author = saved.get(secUid);
    const before: PersonRow | undefined =
      rows.get(secUid) ??
      (author && {
        ...{ secUid, uid: author.uid, handles: author.handles, nicknames: author.nicknames },
        ...{ known: [], counts: {}, seenAt: now },
      });
    const handle = before?.handles.at(-1)?.value;
    if (handle !== undefined) former.set(secUid, handle);
    return merge(before, person, now);
  });
  await people.putMany(next);
  return former;
};

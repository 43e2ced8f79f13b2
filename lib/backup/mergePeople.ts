import type { MemberRow, PersonRow } from '@/lib/model/people/peopleRows';
import { uniteNames } from './mergeRows';

/** Names of both over time; numbers as they were seen last; saved up to the later time. */
export const mergePerson = (old: PersonRow, next: PersonRow): PersonRow => {
  const later = next.seenAt > old.seenAt ? { ...old, ...next, uid: next.uid || old.uid } : old;
  const visitedAt = Math.max(old.visitedAt ?? 0, next.visitedAt ?? 0);
  return {
    ...later,
    handles: uniteNames(old.handles, next.handles),
    nicknames: uniteNames(old.nicknames, next.nicknames),
    known: [...new Set([...old.known, ...next.known])],
    ...(visitedAt === 0 ? {} : { visitedAt }),
  };
};

/** A place in a list as met last, known since it was met first. */
export const mergeMember = (old: MemberRow, next: MemberRow): MemberRow => {
  const later = next.lastSeen > old.lastSeen ? next : old;
  const firstSeen = Math.min(old.firstSeen, next.firstSeen);
  return later === old && firstSeen === old.firstSeen ? old : { ...later, firstSeen };
};

import { isSame } from '@/lib/base/isSame';
import type { ListState } from '@/lib/model/listEntry';
import type { BackupRow, BackupTable } from '@/lib/ports/Backup';
import { mergeMember, mergePerson } from './mergePeople';
import { keepOwn, mergeAuthor, mergeEntry, mergeJob, mergeList, mergePost, mergeRecord, mergeTags } from './mergeRows';
import type { PortableRow } from './portableRows';

interface Rule<T extends object> {
  /** The row as this computer takes it. No time lies ahead: whoever dates a row into the future would be right for ever. */
  readonly take?: (row: T, now: number) => T;
  /** What is to stand where a row of the same key is; `old` itself where there is nothing to add. */
  readonly merge: (old: T, next: T) => T;
}

type Rules = { readonly [T in BackupTable]: Rule<PortableRow<T>> };

const past = <T extends { readonly until: number }>(reach: T, now: number): T => ({
  ...reach,
  until: Math.min(reach.until, now),
});

const takeList = ({ complete, resume, syncedAt, ...rest }: ListState, now: number): ListState => ({
  ...rest,
  ...(complete ? { complete: { ...past(complete, now), at: Math.min(complete.at, now) } } : {}),
  ...(resume ? { resume: past(resume, now) } : {}),
  ...(syncedAt === undefined ? {} : { syncedAt: Math.min(syncedAt, now) }),
});

/** What "newer wins" means, table by table. */
const rules: Rules = {
  posts: {
    take: (row, now) => ({
      ...row,
      updatedAt: Math.min(row.updatedAt, now),
      ...(row.takenOver ? { takenOver: { ...row.takenOver, at: Math.min(row.takenOver.at, now) } } : {}),
    }),
    merge: mergePost,
  },
  records: {
    take: (row, now) => ({ ...row, savedAt: Math.min(row.savedAt, now), imported: true }),
    merge: mergeRecord,
  },
  entries: {
    take: (row, now) => ({
      ...row,
      firstSeen: Math.min(row.firstSeen, now),
      lastSeen: Math.min(row.lastSeen, now),
    }),
    merge: mergeEntry,
  },
  authors: { merge: mergeAuthor },
  lists: { take: takeList, merge: mergeList },
  kv: { merge: keepOwn },
  jobs: { take: (row, now) => ({ ...row, updatedAt: Math.min(row.updatedAt, now) }), merge: mergeJob },
  tasks: { merge: keepOwn },
  recordings: { merge: keepOwn },
  // What was read before it came is no look of it.
  watches: { take: (row, now) => (row.kind === 'list' ? { ...row, dueAt: now } : row), merge: keepOwn },
  tags: {
    take: (row, now) => ({ ...row, changedAt: Math.min(row.changedAt, now) }),
    merge: mergeTags,
  },
  people: {
    take: ({ visitedAt, ...row }, now) => ({
      ...row,
      seenAt: Math.min(row.seenAt, now),
      ...(visitedAt === undefined ? {} : { visitedAt: Math.min(visitedAt, now) }),
    }),
    merge: mergePerson,
  },
  members: {
    take: (row, now) => ({ ...row, firstSeen: Math.min(row.firstSeen, now), lastSeen: Math.min(row.lastSeen, now) }),
    merge: mergeMember,
  },
  words: { merge: keepOwn },
  thumbs: { merge: keepOwn },
};

const ruleOf = (table: BackupTable): Rule<object> => rules[table] as unknown as Rule<object>;

/** The rule by which a row of a file and the one of the same key become one; gives back `old` itself where nothing changes. */
export const joinRows =
  (table: BackupTable, now: number) =>
  (old: BackupRow | undefined, next: BackupRow): BackupRow => {
    const { take, merge } = ruleOf(table);
    const mine = take ? take(next, now) : next;
    if (!old) return mine;
    const merged = merge(old, mine);
    return isSame(merged, old) ? old : merged;
  };

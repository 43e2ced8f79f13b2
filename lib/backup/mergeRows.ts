import type { AuthorRow, NameSpan } from '@/lib/model/authorRow';
import { isLaterId } from '@/lib/model/idTexts';
import { isUnfinished, type Job } from '@/lib/model/job';
import { MOST_TAGS, type TagRow } from '@/lib/model/library/shelfRows';
import { isBareMark } from '@/lib/model/library/takenOverRow';
import type { ListEntry, ListState } from '@/lib/model/listEntry';
import type { PostRow } from '@/lib/model/postRow';
import type { SaveRecord } from '@/lib/model/saveRecord';
import { covers } from '@/lib/queue/rules/listMemory';

/** The given properties that have a value: a property that is there and undefined is another one in a row. */
const known = <T extends object>(properties: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as never;

/** A file that lies on this disk is told of by its own record; of others the one that was saved last. */
export const mergeRecord = (old: SaveRecord, next: SaveRecord): SaveRecord => {
  const isHere = !old.imported && !old.missing;
  return isHere || old.savedAt >= next.savedAt ? old : next;
};

/** Caption and counts as seen last; what could not be had on either computer stays so; what is to be fetched here stays. */
export const mergePost = (old: PostRow, next: PostRow): PostRow => {
  // A mark adds nothing to facts, and needs to be told only of a post that has no files here.
  if (isBareMark(next))
    return old.takenOver || old.keys.length > 0
      ? old
      : { ...old, ...known(next.takenOver ? { takenOver: next.takenOver } : {}) };
  const isNewer = next.updatedAt > old.updatedAt;
  const unavailable = [...new Set([...old.unavailable, ...next.unavailable])];
  if (!isNewer) return { ...old, unavailable };
  const { pending, asked, raw } = old;
  return { ...old, ...next, ...known({ pending, asked, raw }), unavailable };
};

const byTime = (a: NameSpan, b: NameSpan): number =>
  a.lastSeen - b.lastSeen || a.firstSeen - b.firstSeen || (a.value < b.value ? -1 : 1);

/** Two histories of names as one: the name that was met last stands last. */
export const uniteNames = (a: readonly NameSpan[], b: readonly NameSpan[]): NameSpan[] => {
  const united: NameSpan[] = [];
  for (const span of [...a, ...b].sort(byTime)) {
    const last = united.at(-1);
    if (last?.value !== span.value) united.push(span);
    else {
      const { firstSeen, lastSeen } = last;
      united[united.length - 1] = {
        ...last,
        firstSeen: Math.min(firstSeen, span.firstSeen),
        lastSeen: Math.max(lastSeen, span.lastSeen),
      };
    }
  }
  return united;
};

/** Names of both over time; the folder that is used here stays; saved up to the later post. */
export const mergeAuthor = (old: AuthorRow, next: AuthorRow): AuthorRow => {
  const lastPostId = isLaterId(next.lastPostId ?? '', old.lastPostId ?? '') ? next.lastPostId : old.lastPostId;
  const lastSync = Math.max(old.lastSync ?? 0, next.lastSync ?? 0) || undefined;
  return {
    ...old,
    uid: old.uid || next.uid,
    handles: uniteNames(old.handles, next.handles),
    nicknames: uniteNames(old.nicknames, next.nicknames),
    ...known({ lastPostId, lastSync }),
  };
};

/** A place in a list as met last, known since it was met first. */
export const mergeEntry = (old: ListEntry, next: ListEntry): ListEntry => {
  const later = next.lastSeen > old.lastSeen ? next : old;
  const firstSeen = Math.min(old.firstSeen, next.firstSeen);
  return later === old && firstSeen === old.firstSeen ? old : { ...later, firstSeen };
};

type Reach = NonNullable<ListState['complete']>;

/** The read that makes more of the list known: of more kinds of file and posts, else the later one. */
const further = <R extends Pick<Reach, 'kinds' | 'filter' | 'until'>>(a: R | undefined, b: R | undefined) => {
  if (!a || !b) return a ?? b;
  const [aHoldsB, bHoldsA] = [covers(a, b.kinds, b.filter), covers(b, a.kinds, a.filter)];
  if (aHoldsB !== bHoldsA) return aHoldsB ? a : b;
  return b.until > a.until ? b : a;
};

/**
 * The furthest that either computer came. A place to go on from is left out where a whole read came after it; to leave
 * one out costs pages that are read again, and never a file.
 */
export const mergeList = (old: ListState, next: ListState): ListState => {
  const complete = further(old.complete, next.complete);
  const place = further(old.resume, next.resume);
  const isPassed = complete && place && complete.until >= place.until && covers(complete, place.kinds, place.filter);
  const resume = isPassed ? undefined : place;
  const later = (next.syncedAt ?? 0) > (old.syncedAt ?? 0) ? next : old;
  const { listed, total, syncedAt } = later;
  const { complete: _, resume: __, ...rest } = old;
  return { ...rest, ...known({ complete, resume, listed, total, syncedAt }) };
};

/** Reports of jobs never change after their end, unless somebody tried again: then the later end counts. */
export const mergeJob = (old: Job, next: Job): Job =>
  isUnfinished(old) || old.updatedAt >= next.updatedAt ? old : next;

/** Tags of both: nobody loses one that was given by hand. */
export const mergeTags = (old: TagRow, next: TagRow): TagRow => ({
  ...old,
  tags: [...new Set([...old.tags, ...next.tags])].slice(0, MOST_TAGS),
  changedAt: Math.max(old.changedAt, next.changedAt),
});

/** What this computer has of its own stays. */
export const keepOwn = <T>(old: T): T => old;

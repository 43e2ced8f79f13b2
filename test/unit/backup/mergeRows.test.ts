import { describe, expect, it } from 'vitest';
import { joinRows } from '@/lib/backup/joinRows';
import {
  mergeAuthor,
  mergeEntry,
  mergeJob,
  mergeList,
  mergePost,
  mergeRecord,
  mergeTags,
} from '@/lib/backup/mergeRows';
import type { ListState } from '@/lib/model/listEntry';
import type { MediaKind } from '@/lib/model/media';
import { aJob, aRecord } from '@/test/fakes/rows';
import { aList, anAuthor, anEntry, aPostRow, POST } from './aLibrary';

const postId = POST;
const span = (value: string, firstSeen: number, lastSeen: number) => ({ value, firstSeen, lastSeen });

describe('of two records of a file', () => {
  const ofFile = { ...aRecord({ postId, savedAt: 9 }), imported: true as const };

  it('the one of a file on this disk stays, however new the other claims to be', () => {
    const here = aRecord({ postId, savedAt: 1 });
    expect(mergeRecord(here, ofFile)).toBe(here);
  });

  it('the newer one wins where the file is gone from this disk, or neither lies on it', () => {
    expect(mergeRecord(aRecord({ postId, savedAt: 1, missing: true }), ofFile)).toBe(ofFile);
    expect(mergeRecord({ ...ofFile, savedAt: 1 }, ofFile)).toBe(ofFile);
    const newer = { ...ofFile, savedAt: 10 };
    expect(mergeRecord(newer, ofFile)).toBe(newer);
  });
});

describe('of two rows of a post', () => {
  const seen = (plays: number, updatedAt: number, more = {}) => {
    const { post, ...row } = aPostRow(postId);
    return { ...row, updatedAt, post: { ...post, desc: `at ${updatedAt}`, stats: { ...post.stats, plays } }, ...more };
  };

  it('caption and counts are those seen last, on whichever computer', () => {
    expect(mergePost(seen(1, 1), seen(5, 2)).post).toMatchObject({ desc: 'at 2', stats: { plays: 5 } });
    expect(mergePost(seen(5, 2), seen(1, 1)).post).toMatchObject({ desc: 'at 2', stats: { plays: 5 } });
  });

  it('what is to be fetched here stays, and what cannot be had stays known', () => {
    const pending = [{ kind: 'music' as const, urls: ['https://x.tiktokcdn.com/a'] }];
    const old = seen(1, 1, { pending, raw: { a: 1 }, unavailable: ['a'] });
    const merged = mergePost(old, seen(5, 2, { unavailable: ['b'] }));
    expect(merged).toMatchObject({ pending, raw: { a: 1 }, unavailable: ['a', 'b'], updatedAt: 2 });
  });
});

describe('of two rows of a person', () => {
  it('the names of both stand in the order of time, the one met last at the end', () => {
    const here = anAuthor({ handles: [span('a', 1, 10), span('c', 21, 30)] });
    const there = anAuthor({ handles: [span('a', 5, 14), span('b', 15, 20), span('c', 22, 40)] });
    const handles = [span('a', 1, 14), span('b', 15, 20), span('c', 21, 40)];
    expect(mergeAuthor(here, there).handles).toEqual(handles);
    expect(mergeAuthor(there, here).handles).toEqual(handles);
    expect(mergeAuthor(mergeAuthor(here, there), there).handles).toEqual(handles);
  });

  it('a name that somebody came back to stands twice', () => {
    const handles = [span('a', 1, 2), span('b', 3, 4), span('a', 5, 6)];
    expect(mergeAuthor(anAuthor({ handles }), anAuthor({ handles })).handles).toEqual(handles);
  });

  it('the folder that is used here stays, and the later post counts', () => {
    const here = anAuthor({ folder: 'Mine', folderKey: 'mine', lastPostId: '9', lastSync: 3 });
    expect(mergeAuthor(here, anAuthor({ lastPostId: '10', lastSync: 2 }))).toMatchObject({
      ...{ folder: 'Mine', folderKey: 'mine', lastPostId: '10', lastSync: 3 },
    });
    expect(mergeAuthor(anAuthor(), anAuthor())).not.toHaveProperty('lastPostId');
  });
});

it('a place in a list is as met last, and known since it was met first', () => {
  const here = anEntry(postId, { position: 7, before: 6, firstSeen: 5, lastSeen: 9 });
  const there = anEntry(postId, { position: 2, firstSeen: 1, lastSeen: 20, goneAt: 21 });
  expect(mergeEntry(here, there)).toEqual({ ...there, firstSeen: 1 });
  expect(mergeEntry(there, here)).toEqual(there);
  expect(mergeEntry(here, here)).toBe(here);
});

describe('of two states of a list', () => {
  const reach = (until: number, kinds: readonly MediaKind[] = ['video'], filter = '') => ({
    ...{ until, filter, at: until },
    kinds: [...kinds],
  });
  const place = (until: number) => ({ ...reach(until), cursor: `c${until}` });
  const list = (more: Partial<ListState>): ListState => ({ listKey: 'posts:x', ...more });

  it('the later whole read counts, and the figures of the later look', () => {
    const merged = mergeList(aList(), aList({ complete: reach(20), listed: 9, total: 10, syncedAt: 30 }));
    expect(merged).toMatchObject({ complete: { until: 20 }, listed: 9, total: 10, syncedAt: 30 });
    expect(mergeList(merged, aList())).toEqual(merged);
  });

  it('a read of more kinds of file goes before a later one of fewer', () => {
    const wide = list({ complete: reach(5, ['video', 'cover']) });
    const late = list({ complete: reach(9) });
    expect(mergeList(wide, late).complete).toEqual(wide.complete);
    expect(mergeList(late, wide).complete).toEqual(wide.complete);
    const narrow = list({ complete: reach(99, ['video'], 'likes>5') });
    expect(mergeList(narrow, late).complete).toEqual(late.complete);
  });

  it('a place to go on from is left out once a whole read came after it, and stays otherwise', () => {
    expect(mergeList(list({ resume: place(5) }), list({ complete: reach(9) }))).toEqual(list({ complete: reach(9) }));
    const later = mergeList(list({ complete: reach(5) }), list({ resume: place(9) }));
    expect(later).toEqual(list({ complete: reach(5), resume: place(9) }));
    expect(mergeList(list({ resume: place(4) }), list({ resume: place(6) })).resume).toEqual(place(6));
  });
});

it('a report of a job that was tried again later wins, and a job under way here is left alone', () => {
  const done = aJob({ id: 'a', state: 'done', updatedAt: 5 });
  const again = aJob({ id: 'a', state: 'failed', updatedAt: 6 });
  expect([mergeJob(done, again), mergeJob(again, done)]).toEqual([again, again]);
  const running = aJob({ id: 'a', updatedAt: 1 });
  expect(mergeJob(running, again)).toBe(running);
});

it('nobody loses a tag that was given by hand, and one that comes from the future is dated now', () => {
  const row = (tags: string[], changedAt: number) => ({ postId, tags, changedAt });
  expect(mergeTags(row(['a', 'b'], 5), row(['b', 'c'], 3))).toEqual(row(['a', 'b', 'c'], 5));
  expect(joinRows('tags', 100)(undefined, row(['a'], 900))).toEqual(row(['a'], 100));
  const old = row(['a', 'b'], 5);
  expect(joinRows('tags', 100)(old, row(['b'], 4))).toBe(old);
});

it('rows that say the same in another order are not written', () => {
  const old = aList({ complete: { kinds: ['video'], filter: '', until: 8, at: 9 } });
  const { listKey, ...rest } = aList();
  expect(joinRows('lists', 100)(old, { ...rest, listKey })).toBe(old);
});

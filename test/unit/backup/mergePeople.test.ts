import { expect, it } from 'vitest';
import { mergeMember, mergePerson } from '@/lib/backup/mergePeople';
import { aPersonRow } from './aLibrary';

it('unites names over time and keeps the later numbers', () => {
  const older = aPersonRow({ seenAt: 2, counts: { followers: 1 }, visitedAt: 9, avatar: 'https://a' });
  const merged = mergePerson(
    older,
    aPersonRow({ handles: [{ value: 'third', firstSeen: 9, lastSeen: 9 }], known: ['third'] }),
  );
  expect(merged).toMatchObject({ counts: { followers: 3 }, seenAt: 8, visitedAt: 9, avatar: 'https://a' });
  expect(merged.handles.map(({ value }) => value)).toEqual(['Old', 'new', 'third']);
  expect(merged.known).toEqual(['old', 'new', 'third']);
  expect(mergePerson(aPersonRow(), aPersonRow({ seenAt: 1, counts: { followers: 9 } })).counts).toEqual({
    followers: 3,
  });
});

it('keeps the later place in a list, and the first meeting', () => {
  const place = { listKey: 'l', secUid: 's', position: 1, firstSeen: 3, lastSeen: 4, jobId: 'a' };
  const later = { ...place, position: 2, firstSeen: 5, lastSeen: 6, goneAt: 6 };
  expect(mergeMember(place, later)).toEqual({ ...later, firstSeen: 3 });
  expect(mergeMember(later, { ...place, firstSeen: 5 })).toBe(later);
});

import type { MemberRow, PersonRow, TurnRow } from '@/lib/model/people/peopleRows';
import type { PeoplePorts } from '@/lib/ui/library/createPeoplePorts';

const person = (n: number, handles: readonly string[]): { person: PersonRow; member: MemberRow } => ({
  person: {
    ...{ secUid: `MS4wLjABAAAAperson${n}`, uid: `70${n}`, known: [], counts: { followers: n * 4321 }, seenAt: 1 },
    handles: handles.map((value) => ({ value, firstSeen: 1, lastSeen: 1 })),
    nicknames: [{ value: n === 2 ? 'ليلى 🌙' : `Person ${n}`, firstSeen: 1, lastSeen: 1 }],
  },
  member: { listKey: 'l', secUid: `${n}`, position: n, firstSeen: 1, lastSeen: 1, jobId: 'a' },
});

const turn = (n: number, more: Partial<TurnRow>): TurnRow => ({
  ...{ id: `a:${n}`, jobId: 'a', state: 'failed', position: n, secUid: '', uniqueId: `person.${n}`, tries: 0 },
  ...{ posts: 0, lost: 0 },
  ...more,
});

/** Some people of a list, and what is to be told of their turns. */
export const mockPeople: PeoplePorts = {
  watchPeople: (_, onPeople) => {
    onPeople([person(1, ['person.1']), person(2, ['old.two', 'person.2']), person(3, ['person.3'])]);
    return () => {};
  },
  watchTurns: (_, onTurns) => {
    onTurns([
      turn(4, { code: 'private' }),
      turn(5, { code: 'removed' }),
      turn(2, { state: 'done', formerHandle: 'old.two' }),
      turn(6, { code: 'shape' }),
    ]);
    return () => {};
  },
  toCsv: async () => '',
};

import { Dexie } from 'dexie';
import type { MemberRow, PersonRow, TurnRow } from '@/lib/model/people/peopleRows';
import { pageDb } from './db';

/** A person with the place in a list. */
export interface ListedPerson {
  readonly person: PersonRow;
  readonly member: MemberRow;
}

/** Everybody who is or was on a list, in its order; those who left it last. */
export const listedPeople = async (listKey: string): Promise<ListedPerson[]> => {
  const { members, people } = pageDb();
  const rows = await members
    .where('[listKey+position]')
    .between([listKey, Dexie.minKey], [listKey, Dexie.maxKey])
    .toArray();
  const sorted = rows.toSorted((a, b) => Number(a.goneAt !== undefined) - Number(b.goneAt !== undefined));
  const found = await people.bulkGet(sorted.map(({ secUid }) => secUid));
  return sorted.flatMap((member, n) => {
    const person = found[n];
    return person ? [{ person, member }] : [];
  });
};

/** Turns of a job over many people that are worth a word: those that failed, and those whose person goes by another handle. */
export const turnsToTell = async (jobId: string): Promise<TurnRow[]> => {
  const rows = await pageDb()
    .turns.where('[jobId+state+position]')
    .between([jobId, Dexie.minKey], [jobId, Dexie.maxKey])
    .toArray();
  // Not by Dexie's filter, which walks a cursor: each of its steps is a call to the browser's own process.
  return rows
    .filter(({ state, formerHandle }) => state === 'failed' || formerHandle !== undefined)
    .sort((a, b) => a.position - b.position);
};

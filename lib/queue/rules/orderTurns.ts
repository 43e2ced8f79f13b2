import type { PeopleOrder } from '@/lib/model/job';
import type { TurnRow } from '@/lib/model/people/peopleRows';
import type { Tables } from '@/lib/ports/Store';

/** When all of a person was last saved, ms; 0 = never. Runs inside a transaction. */
export const lastVisits = async (
  { people, authors }: Pick<Tables, 'people' | 'authors'>,
  secUids: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const ids = secUids.filter((secUid) => secUid !== '');
  const times = new Map<string, number>();
  const note = (secUid: string, time = 0): void => {
    times.set(secUid, Math.max(times.get(secUid) ?? 0, time));
  };
  for (const { secUid, visitedAt } of await people.getMany(ids)) note(secUid, visitedAt);
  for (const { secUid, lastSync } of await authors.getMany(ids)) note(secUid, lastSync);
  return times;
};

const byHandle = (a: TurnRow, b: TurnRow): number => {
  const [one, other] = [a.uniqueId.toLowerCase(), b.uniqueId.toLowerCase()];
  return Number(one > other) - Number(one < other) || a.position - b.position;
};

/** Gives the turns of a job that wait their places, in the order that was asked for. Runs inside a transaction. */
export const orderTurns = async (tables: Tables, jobId: string, order: PeopleOrder): Promise<void> => {
  if (order === 'list') return;
  const turns = await tables.turns.ofJob(jobId, ['waiting']);
  const visits = await lastVisits(
    tables,
    turns.map(({ secUid }) => secUid),
  );
  const timeOf = ({ secUid }: TurnRow): number => visits.get(secUid) ?? 0;
  const sorted = {
    reverse: () => turns.toReversed(),
    handle: () => turns.toSorted(byHandle),
    longest: () => turns.toSorted((a, b) => timeOf(a) - timeOf(b) || a.position - b.position),
  }[order]();
  await tables.turns.putMany(sorted.map((turn, position) => ({ ...turn, position })));
};

import { type ListedPerson, listedPeople, turnsToTell } from '@/lib/browser/database/listedPeople';
import { live } from '@/lib/browser/system/liveQuery';

/** What the details of a job over people need; loaded when they are opened. */
export const createPeoplePorts = () => ({
  watchPeople: (listKey: string, onPeople: (people: Awaited<ReturnType<typeof listedPeople>>) => void) =>
    live(() => listedPeople(listKey), onPeople),
  watchTurns: (jobId: string, onTurns: (turns: Awaited<ReturnType<typeof turnsToTell>>) => void) =>
    live(() => turnsToTell(jobId), onTurns),
  toCsv: async (people: readonly ListedPerson[]): Promise<string> => (await import('./peopleCsv')).peopleToCsv(people),
});
export type PeoplePorts = ReturnType<typeof createPeoplePorts>;

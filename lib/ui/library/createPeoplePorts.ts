import { listedPeople, turnsToTell } from '@/lib/browser/database/listedPeople';
import { live } from '@/lib/browser/system/liveQuery';
import { peopleToCsv } from './peopleCsv';

/** What the details of a job over people need; loaded when they are opened. */
export const createPeoplePorts = () => ({
  watchPeople: (listKey: string, onPeople: (people: Awaited<ReturnType<typeof listedPeople>>) => void) =>
    live(() => listedPeople(listKey), onPeople),
  watchTurns: (jobId: string, onTurns: (turns: Awaited<ReturnType<typeof turnsToTell>>) => void) =>
    live(() => turnsToTell(jobId), onTurns),
  toCsv: peopleToCsv,
});
export type PeoplePorts = ReturnType<typeof createPeoplePorts>;

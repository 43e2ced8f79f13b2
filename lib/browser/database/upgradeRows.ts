import type { Table, Transaction } from 'dexie';

type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The row under its fields' new names; undefined when none of the old ones is in it. */
const renamed = (row: Row, names: Readonly<Record<string, string>>): Row | undefined => {
  if (!Object.keys(names).some((name) => name in row)) return undefined;
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [names[name] ?? name, value]));
};

// Version 1 did not say until when posts were met: no time is one that no post was met before, as it was taken so far.
const timedReach = ({ complete, resume, ...rest }: Row): Row | undefined => {
  const timed = (reach: unknown): unknown => (isRow(reach) && !('until' in reach) ? { ...reach, until: 0 } : reach);
  const [whole, broken] = [timed(complete), timed(resume)];
  if (whole === complete && broken === resume) return undefined;
  return { ...rest, ...(whole ? { complete: whole } : {}), ...(broken ? { resume: broken } : {}) };
};

const listingFields: ReadonlySet<string> = new Set([
  'cursor',
  'listed',
  'total',
  'knownInARow',
  'ended',
  'endedAt',
  'tries',
  'stale',
  'jumped',
  'confirmed',
]);

/** What only a job of this state has, from a row in which any state had any field. */
const partsOfState = ({ state, phase, waiting, finishedAt, updatedAt }: Row): Row => {
  if (state === 'listing' || state === 'draining') return { phase: state };
  if (state === 'waiting') return { phase, waiting: waiting ?? { reason: 'time' } };
  return state === 'paused' ? { phase } : { phase, finishedAt: finishedAt ?? updatedAt };
};

const jobByState = (row: Row): Row | undefined => {
  if ('listing' in row) return undefined;
  const { phase, waiting, finishedAt, ...rest } = row;
  const fields = Object.entries(rest);
  return {
    ...Object.fromEntries(fields.filter(([name]) => !listingFields.has(name))),
    ...partsOfState(row),
    listing: Object.fromEntries(fields.filter(([name]) => listingFields.has(name))),
  };
};

/** Per table, the row as version 4 has it; undefined when it is so already. */
const upgrades: Readonly<Record<string, (row: Row) => Row | undefined>> = {
  jobs: jobByState,
  tasks: (row) => renamed(row, { stem: 'basePath', stemKey: 'basePathKey' }),
  records: (row) => renamed(row, { stemKey: 'basePathKey' }),
  posts: (row) => renamed(row, { way: 'route' }),
  lists: timedReach,
};

// Rows of a library of 20,000 files are not all held at once; a piece is one read and one write.
const PIECE = 4000;

const upgradeTable = async (table: Table<Row>, upgrade: (row: Row) => Row | undefined): Promise<void> => {
  const keys = await table.toCollection().primaryKeys();
  for (let at = 0; at < keys.length; at += PIECE) {
    const last = Math.min(at + PIECE, keys.length) - 1;
    const rows = await table.where(':id').between(keys[at], keys[last], true, true).toArray();
    const changed = rows.map(upgrade).filter((row) => row !== undefined);
    if (changed.length > 0) await table.bulkPut(changed);
  }
};

/** Brings the rows of versions 1 to 3 into the shape of version 4. */
export const upgradeRows = async (tx: Transaction): Promise<void> => {
  for (const [name, upgrade] of Object.entries(upgrades)) await upgradeTable(tx.table<Row>(name), upgrade);
};

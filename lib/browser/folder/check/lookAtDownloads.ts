import { type CheckStep, counted, type Looked } from './CheckStep';

/** The step that compares records with the next piece of the browser's list of downloads. */
export const lookAtDownloads: CheckStep = async ({ db, downloads, signal }, check) => {
  const isAsked = (await db.records.where('downloadId').aboveOrEqual(0).count()) > 0;
  const items = isAsked ? await downloads(check.after, signal) : [];
  if (signal.aborted) return undefined;
  const last = items.at(-1);
  if (!last) {
    const { total, there, missing, changed, unseen, broken } = check.tally;
    // What was recorded since the look began counts for nothing.
    const rest = Math.max(0, total - there - missing - changed - unseen - broken);
    return { check: { ...check, tally: { ...check.tally, unseen: unseen + rest }, phase: 'foreign' }, looked: [] };
  }
  const byId = new Map(items.map((item) => [item.id, item]));
  const known = await db.records
    .where('downloadId')
    .anyOf([...byId.keys()])
    .toArray();
  // A killed browser gives ids away again: the path has to be the same, too.
  const looked: Looked = known.flatMap((record) => {
    const item = byId.get(record.downloadId ?? -1);
    if (record.folder !== undefined || item?.path !== record.path) return [];
    return [[record, item.exists ? 'there' : 'missing'] as const];
  });
  const tally = counted(check.tally, looked);
  return { check: { ...check, tally, after: last.startedAt }, looked };
};

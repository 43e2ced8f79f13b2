// What saving costs, beside the bare loop of the same browser in the same minutes. `--full` = all sizes and latencies,
// `--posts N`, `--latency N`, `--runs N` = what is named alone; `--json FILE` also writes the table as JSON.
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { type BulkLine, type BulkOrder, bulkRun } from './support/bulkRun.ts';
import { type ClickLine, clickRun } from './support/clickRun.ts';

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    posts: { type: 'string' },
    latency: { type: 'string' },
    runs: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});

const FULL: readonly BulkOrder[] = [
  ...[100, 500, 2000].flatMap((posts) => [0, 60, 200].map((latency) => ({ posts, latency, pacing: 'off' as const }))),
  { posts: 10_000, latency: 0, pacing: 'off' },
  { posts: 500, latency: 60, pacing: 'default' },
];

const orders = (): readonly BulkOrder[] => {
  if (values.full) return FULL;
  const latencies = values.latency === undefined ? [0, 60] : [Number(values.latency)];
  return latencies.map((latency) => ({ posts: Number(values.posts ?? 500), latency, pacing: 'off' as const }));
};

/** The run whose ratio lies in the middle. */
const middle = (lines: readonly BulkLine[]): BulkLine | undefined =>
  lines.toSorted((a, b) => a.ratio - b.ratio)[lines.length >> 1];

const rounded = <T extends object>(line: T): T =>
  Object.fromEntries(
    Object.entries(line).map(([name, value]) => [
      name,
      typeof value === 'number' ? Math.round(value * 100) / 100 : value,
    ]),
  ) as T;

const bulk: BulkLine[] = [];

/** One row per measure: one per run would be wider than a terminal. */
const byMeasure = (): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    Object.keys(bulk[0] ?? {}).map((name) => [
      name,
      Object.fromEntries(
        bulk.map((line) => [
          `${line.posts} posts, ${line.latency} ms, pacing ${line.pacing}`,
          line[name as keyof BulkLine],
        ]),
      ),
    ]),
  );

for (const order of orders()) {
  const lines: BulkLine[] = [];
  for (let turn = 0; turn < Number(values.runs); turn += 1) lines.push(await bulkRun(order));
  const line = middle(lines);
  if (line) bulk.push(rounded(line));
}
const clicks: ClickLine[] = [];
for (const data of ['seen', 'unseen'] as const) clicks.push(rounded(await clickRun(data, values.full ? 100 : 20)));

const date = new Date().toISOString().slice(0, 10);
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
console.log(`${date}, ${machine}`);
console.table(byMeasure());
console.table(clicks);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ date, machine, bulk, clicks }, undefined, 2)}\n`);

// What TokShelf costs, beside the bare loop of the same browser in the same minutes; one table, also as JSON.
// `--full` = all sizes and latencies; `--only bulk,click,library,planner,scripts,parts` = some of it; `--posts N`,
// `--latency N`, `--files N`, `--runs N` = what is named alone; `--json FILE` = where to write it.
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { type BulkLine, type BulkOrder, bulkRun } from './support/bulkRun.ts';
import { clickRun } from './support/clickRun.ts';
import { libraryRun } from './support/libraryRun.ts';
import { type Measure, tableOf } from './support/Measure.ts';
import { pageScriptsRun } from './support/pageScriptsRun.ts';
import { partsRun } from './support/partsRun.ts';
import { plannerRun } from './support/plannerRun.ts';

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    only: { type: 'string' },
    posts: { type: 'string' },
    latency: { type: 'string' },
    pacing: { type: 'string', default: 'off' },
    files: { type: 'string' },
    runs: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
const { full } = values;

const SIZES = [100, 500, 2000, 10_000];
const LATENCIES = [0, 60, 200];

const bulkOrders = (): readonly BulkOrder[] => {
  const pacing = values.pacing === 'default' ? 'default' : 'off';
  const sizes = values.posts === undefined ? (full ? SIZES : [500]) : [Number(values.posts)];
  const latencies = values.latency === undefined ? (full ? LATENCIES : [0, 60]) : [Number(values.latency)];
  const orders = sizes.flatMap((posts) => latencies.map((latency) => ({ posts, latency, pacing }) as const));
  const paced = LATENCIES.map((latency) => ({ posts: 500, latency, pacing: 'default' }) as const);
  return full && values.posts === undefined ? [...orders, ...paced] : orders;
};

const measuresOf = (line: BulkLine): Measure[] => {
  const at = `${line.posts} posts, ${line.latency} ms, ${line.pacing === 'off' ? 'no pauses' : 'default pauses'}`;
  const { msPerFile, bareMsPerFile, idleMb } = line;
  // The two that are promised as a ratio.
  const goal = line.posts === 500 && line.latency < 200 && line.pacing === 'off' ? { goal: 1.5 * bareMsPerFile } : {};
  const rounded = goal.goal === undefined ? {} : { goal: Math.round(goal.goal * 10) / 10 };
  return [
    { what: 'a file', at, value: msPerFile, unit: 'ms', bare: bareMsPerFile, ...rounded },
    { what: 'posts', at, value: line.postsPerSecond, unit: 'a second' },
    { what: 'requests', at, value: line.requestsPerPost, unit: 'a post' },
    { what: 'the second run', at, value: line.secondRunSeconds, unit: 's' },
    { what: 'memory of the extension at most', at, value: line.peakMb, unit: 'MB', goal: Math.round(idleMb + 150) },
    {
      what: 'memory of the extension 10 s after',
      at,
      value: line.after10sMb,
      unit: 'MB',
      goal: Math.round(idleMb + 60),
    },
    { what: 'memory of the browser at most', at, value: line.browserPeakMb - line.browserIdleMb, unit: 'MB more' },
  ];
};

const bulk = async (): Promise<Measure[]> => {
  const measures: Measure[] = [];
  for (const order of bulkOrders()) {
    const lines: BulkLine[] = [];
    for (let turn = 0; turn < Number(values.runs); turn += 1) lines.push(await bulkRun(order));
    // The run whose ratio lies in the middle.
    const line = lines.toSorted((a, b) => a.ratio - b.ratio)[lines.length >> 1];
    if (line) measures.push(...measuresOf(line));
  }
  return measures;
};

const click = async (): Promise<Measure[]> => {
  const measures: Measure[] = [];
  for (const data of ['seen', 'unseen'] as const) {
    const { clicks, p50, p95 } = await clickRun(data, full ? 100 : 15);
    const what = `a click, data ${data}, until the file is complete`;
    measures.push(
      { what, at: `p50 of ${clicks}`, value: p50, unit: 'ms', ...(data === 'seen' ? { goal: 400 } : {}) },
      { what, at: `p95 of ${clicks}`, value: p95, unit: 'ms' },
    );
  }
  return measures;
};

const library = async (): Promise<Measure[]> => {
  const sizes = values.files === undefined ? (full ? [1000, 10_000, 100_000] : [10_000]) : [Number(values.files)];
  const measures: Measure[] = [];
  for (const files of sizes) measures.push(...(await libraryRun(files)));
  return measures;
};

const works = {
  bulk,
  click,
  library,
  planner: () => plannerRun(full ? 100_000 : 10_000),
  scripts: () => pageScriptsRun(full ? 9 : 3),
  parts: partsRun,
} as const;

// The short form leaves out what seldom changes.
const usual = full ? Object.keys(works) : ['bulk', 'click', 'library', 'parts'];
const measures: Measure[] = [];
for (const name of values.only?.split(',') ?? usual) {
  const work = works[name as keyof typeof works];
  if (!work) throw new Error(`--only knows ${Object.keys(works).join(', ')}`);
  measures.push(...(await work()));
}
const date = new Date().toISOString().slice(0, 10);
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
console.log(`${date}, ${machine}`);
console.log(tableOf(measures));
if (values.json) writeFileSync(values.json, `${JSON.stringify({ date, machine, measures }, undefined, 2)}\n`);

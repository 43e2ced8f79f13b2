// What TokShelf costs, beside the bare loop of the same browser in the same minutes; one table, also as JSON.
// `--full` = all sizes, latencies and pauses; `--only bulk,click,library,planner,scripts,parts,thumbs,folder` = some of it; `--posts N,N`,
// `--latency N,N`, `--pacing default`, `--files N,N` = what is named alone; `--runs N` = the middle one of so many;
// `--json FILE` = where to write it.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { type BulkLine, type BulkOrder, bulkRun } from './support/bulkRun.ts';
import { clickRun } from './support/clickRun.ts';
import { folderRun } from './support/folderRun.ts';
import { libraryRun } from './support/libraryRun.ts';
import { type Measure, tableOf } from './support/Measure.ts';
import { pageScriptsRun } from './support/pageScriptsRun.ts';
import { partsRun } from './support/partsRun.ts';
import { plannerRun } from './support/plannerRun.ts';
import { thumbsRun } from './support/thumbsRun.ts';

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    only: { type: 'string' },
    posts: { type: 'string' },
    latency: { type: 'string' },
    pacing: { type: 'string' },
    files: { type: 'string' },
    runs: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
const { full } = values;

const SIZES = [100, 500, 2000, 10_000];
const LATENCIES = [0, 60, 200];

const numbersOf = (text: string | undefined, usual: readonly number[]): readonly number[] =>
  text === undefined ? usual : text.split(',').map(Number);

const bulkOrders = (): readonly BulkOrder[] => {
  const sizes = numbersOf(values.posts, full ? SIZES : [500]);
  const latencies = numbersOf(values.latency, full ? LATENCIES : [0, 60]);
  const both = full && values.pacing === undefined;
  const pacings = both ? (['off', 'default'] as const) : ([values.pacing === 'default' ? 'default' : 'off'] as const);
  return pacings.flatMap((pacing) =>
    sizes.flatMap((posts) => latencies.map((latency) => ({ posts, latency, pacing }))),
  );
};

const atOf = ({ posts, latency, pacing }: BulkOrder): string =>
  `${posts} posts, ${latency} ms, ${pacing === 'off' ? 'no pauses' : 'default pauses'}`;

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** What is promised of a file's time, in ms. */
const goalOf = ({ posts, latency, pacing, bareMsPerFile }: BulkLine): { readonly goal?: number } => {
  if (pacing !== 'off') return {};
  if (posts === 500 && latency < 200) return { goal: tenths(1.5 * bareMsPerFile) };
  return posts === 10_000 ? { goal: tenths(bareMsPerFile + 8) } : {};
};

const measuresOf = (line: BulkLine): Measure[] => {
  const { msPerFile, bareMsPerFile, idle, most, after, afterSecond } = line;
  const at = atOf(line);
  const of = (what: string, value: number, unit: string, goal?: number): Measure =>
    goal === undefined ? { what, at, value, unit } : { what, at, value, unit, goal };
  const isPromised = line.pacing === 'default' && line.posts === 500 && line.latency === 60;
  return [
    { what: 'a file', at, value: msPerFile, unit: 'ms', bare: bareMsPerFile, ...goalOf(line) },
    of('posts', line.postsPerSecond, 'a second'),
    of('the whole job', line.seconds, 's', isPromised ? 30 : undefined),
    of('requests', line.requestsPerPost, 'a post'),
    of('the second run', line.secondRunSeconds, 's'),
    of('extension, idle', idle.extension, 'MB'),
    of('extension, most above idle', most.extension - idle.extension, 'MB', 150),
    of('extension, 10 s after, above idle', after.extension - idle.extension, 'MB', 60),
    of('extension, 10 s after the second run, above idle', afterSecond.extension - idle.extension, 'MB', 60),
    of('browser, most above idle', most.browser - idle.browser, 'MB'),
    of('browser, 10 s after, above idle', after.browser - idle.browser, 'MB'),
  ];
};

/** One run in a line, for whoever waits. */
const said = (line: BulkLine): string => {
  const { idle, most, after, afterSecond } = line;
  const above = [most, after, afterSecond].map(({ extension }) => Math.round(extension - idle.extension));
  const times = `${tenths(line.seconds)} s, ${tenths(line.msPerFile)} ms a file, ${line.ratio.toFixed(2)} times the bare loop`;
  return `${atOf(line)}: ${times}; MB above ${Math.round(idle.extension)}: ${above.join(', ')}`;
};

/** Time per post of many posts beside that of 500, where both were measured. */
const growthOf = (lines: readonly BulkLine[]): Measure[] =>
  lines.flatMap((line) => {
    const small = lines.find(
      ({ posts, latency, pacing }) => posts === 500 && latency === line.latency && pacing === line.pacing,
    );
    if (!small || line.posts <= small.posts || line.pacing !== 'off') return [];
    const value = small.postsPerSecond / line.postsPerSecond;
    return [{ what: 'time per post beside that of 500', at: atOf(line), value, unit: 'times', goal: 1.2 }];
  });

const bulk = async (): Promise<Measure[]> => {
  const middle: BulkLine[] = [];
  for (const order of bulkOrders()) {
    const lines: BulkLine[] = [];
    for (let turn = 0; turn < Number(values.runs); turn += 1) {
      const line = await bulkRun(order);
      lines.push(line);
      console.error(said(line));
    }
    // The run whose ratio lies in the middle.
    const line = lines.toSorted((a, b) => a.ratio - b.ratio)[lines.length >> 1];
    if (line) middle.push(line);
  }
  return [...middle.flatMap(measuresOf), ...growthOf(middle)];
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
  const sizes = numbersOf(values.files, full ? [1000, 10_000, 100_000] : [10_000]);
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
  thumbs: thumbsRun,
  folder: () => folderRun(numbersOf(values.posts, [500])[0] ?? 500, full ? 5 : 2),
} as const;

// The short form leaves out what seldom changes.
const usual = full ? Object.keys(works) : ['bulk', 'click', 'library', 'parts'];
const date = new Date().toISOString().slice(0, 10);
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
const measures: Measure[] = [];
for (const name of values.only?.split(',') ?? usual) {
  const work = works[name as keyof typeof works];
  if (!work) throw new Error(`--only knows ${Object.keys(works).join(', ')}`);
  console.error(`${name} …`);
  try {
    measures.push(...(await work()));
  } catch (error) {
    // The others are worth their time all the same.
    console.error(error);
    process.exitCode = 1;
  }
  // Each time: the whole may take an hour.
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ date, machine, measures }, undefined, 2)}\n`);
}
console.log(`${date}, ${machine}, load ${loadavg()[0]?.toFixed(1)}`);
console.log(tableOf(measures));

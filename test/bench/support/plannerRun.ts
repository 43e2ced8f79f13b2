import { bundlePage } from './bundlePage.ts';
import { type Measure, quantile } from './Measure.ts';

const RUNS = 60;
/** The first ones compile what they run. */
const WARM = 10;

const calls = [
  ['look-up of 35 files', 'bench.lookUp()', 5],
  ['planning 35 known posts', 'bench.plan(true)'],
  ['planning 35 new posts', 'bench.plan(false)'],
] as const;

/** What one list page of 35 posts costs beside so many records, in the database of a real Chromium. */
export const plannerRun = async (records: number): Promise<Measure[]> => {
  const { browser, page } = await bundlePage('plannerBundle.ts');
  try {
    await page.evaluate(`bench.fill(${records})`);
    const measures: Measure[] = [];
    for (const [what, call, goal] of calls) {
      const times: number[] = await page.evaluate(
        `(async () => { const all = []; for (let n = 0; n < ${RUNS}; n += 1) all.push(await ${call}); return all; })()`,
      );
      const at = `${records.toLocaleString('en')} records, p50`;
      measures.push({
        what,
        at,
        value: quantile(times.slice(WARM), 0.5),
        unit: 'ms',
        ...(goal === undefined ? {} : { goal }),
      });
    }
    return measures;
  } finally {
    await browser.close();
  }
};

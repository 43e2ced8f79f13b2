import { readFileSync } from 'node:fs';
import { bundlePage } from './bundlePage.ts';
import { type Measure, quantile } from './Measure.ts';

const ROUNDS = 15;

const parts = [
  ['signing a list request', 'sign', 2000, 1000, 'µs', 15],
  ['parsing a list page of 35 posts', 'parse', 20, 1, 'ms'],
  ['naming a file', 'name', 1000, 1000, 'µs'],
] as const;

/** What is computed per request, per list page and per file, in a real Chromium. */
export const partsRun = async (): Promise<Measure[]> => {
  const { browser, page } = await bundlePage('partsBundle.ts');
  try {
    const fixture = new URL('../../fixtures/tiktok/item-list/posts-pinned-2025-10.json', import.meta.url);
    await page.evaluate(`bench.setReply(${JSON.stringify(readFileSync(fixture, 'utf8'))})`);
    const measures: Measure[] = [];
    for (const [what, work, turns, times, unit, goal] of parts) {
      const rounds: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        rounds.push(await page.evaluate(`bench.time('${work}', ${turns})`));
      const value = quantile(rounds.slice(3), 0.5) * times;
      measures.push({ what, at: 'p50', value, unit, ...(goal === undefined ? {} : { goal }) });
    }
    return measures;
  } finally {
    await browser.close();
  }
};

import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '../../scripts/findBrowser';

const root = join(import.meta.dirname, '../..');
const RECORDS = 100_000;
const RUNS = 60;

let browser: Browser;
let page: Page;

const bundle = async (): Promise<string> => {
  const made = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root } },
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'plannerBundle.ts'), formats: ['iife'], name: 'planner' },
    },
  });
  const [first] = Array.isArray(made) ? made : [made];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  return chunk?.type === 'chunk' ? chunk.code : '';
};

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
  page = await browser.newPage();
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><meta charset="utf-8">' }),
  );
  await page.goto('https://planner.test/');
  await page.addScriptTag({ content: await bundle() });
  await page.evaluate(`bench.fill(${RECORDS})`);
}, 300_000);

afterAll(() => browser?.close());

const measure = async (what: string, call: string): Promise<void> => {
  const times: number[] = await page.evaluate(
    `(async () => { const all = []; for (let n = 0; n < ${RUNS}; n += 1) all.push(await ${call}); return all; })()`,
  );
  const sorted = times.slice(10).sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  expect(sorted).toHaveLength(RUNS - 10);
  console.log(`${what}, ${RECORDS.toLocaleString('en')} records, Chromium: median ${at(0.5)} ms, 90 % ${at(0.9)} ms`);
};

test('planner, page of 35 posts (goal for the look-up: at most 5 ms)', { timeout: 300_000 }, async () => {
  await measure('look-up of 35 files', 'bench.lookUp()');
  await measure('page of 35 known posts, whole transaction', 'bench.plan(true)');
  await measure('page of 35 new posts, whole transaction', 'bench.plan(false)');
});

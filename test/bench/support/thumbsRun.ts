import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findChromium, findFirefox } from '../../../scripts/findBrowser.ts';
import { bundleOf } from './bundlePage.ts';
import { type Measure, quantile } from './Measure.ts';

const ROUNDS = 25;
/** The first ones compile what they run. */
const WARM = 5;

const files = [
  ['video-576.mp4', 'video/mp4', 'video', 'a video of 576 × 1024'],
  ['video-1080-silent-h264.mp4', 'video/mp4', 'video', 'a video of 1080 × 1920'],
  ['photo-1.jpg', 'image/jpeg', 'image', 'a picture'],
] as const;

const browsers = [
  ['chrome', 'Chromium', findChromium, ['--no-sandbox']],
  ['firefox', 'Firefox', findFirefox, []],
] as const;

type Browser = (typeof browsers)[number];

/** Decoders are given to pages of a safe origin alone, such as this computer's own. */
const servePage = async (code: string): Promise<{ readonly address: string; close(): void }> => {
  const server = createServer((request, reply) => {
    const isScript = request.url === '/bundle.js';
    reply.setHeader('content-type', `text/${isScript ? 'javascript' : 'html'}; charset=utf-8`);
    reply.end(isScript ? code : '<!doctype html><meta charset="utf-8"><script src="/bundle.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
};

const measureIn = async ([browser, name, find, args]: Browser, address: string): Promise<Measure[]> => {
  const run = await puppeteer.launch({ browser, executablePath: find(), args: [...args] });
  try {
    const page = await run.newPage();
    await page.goto(address);
    const measures: Measure[] = [];
    for (const [file, type, from, what] of files) {
      const bytes = readFileSync(join(import.meta.dirname, '../../fixtures/media', file)).toString('base64');
      await page.evaluate(`bench.setFile(${JSON.stringify([file, type, bytes]).slice(1, -1)})`);
      const times: { take: number; draw: number }[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        times.push((await page.evaluate(`bench.thumb('${file}', '${from}')`)) as { take: number; draw: number });
      for (const part of ['take', 'draw'] as const) {
        const value = quantile(
          times.slice(WARM).map((time) => time[part]),
          0.5,
        );
        measures.push({ what: `thumbnail of ${what}: ${part}`, at: `${name}, p50`, value, unit: 'ms' });
      }
    }
    return measures;
  } finally {
    await run.close();
  }
};

/** What a thumbnail costs in each browser. */
export const thumbsRun = async (): Promise<Measure[]> => {
  const page = await servePage(await bundleOf('thumbsBundle.ts'));
  try {
    const measures: Measure[] = [];
    for (const browser of browsers) measures.push(...(await measureIn(browser, page.address)));
    return measures;
  } finally {
    page.close();
  }
};

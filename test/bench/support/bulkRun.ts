import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { extensionDir } from '../../e2e/browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../../e2e/browsers/launchChromium.ts';
import { command } from '../../e2e/support/command.ts';
import { type Row, table } from '../../e2e/support/records.ts';
import { waitFor } from '../../e2e/support/waitFor.ts';
import { startSite } from '../../site/startSite.ts';
import { bareLoop, mediaAddresses } from './bareLoop.ts';
import { type MemoryUse, memoryUse, watchMemory } from './processMemory.ts';

/** What one run is measured at. */
export interface BulkOrder {
  readonly posts: number;
  /** Milliseconds before each reply of the site. */
  readonly latency: number;
  readonly pacing: 'off' | 'default';
}

/** One line of the table. Times in seconds, memory in MB. */
export interface BulkLine extends BulkOrder {
  readonly files: number;
  readonly seconds: number;
  readonly bareSeconds: number;
  readonly ratio: number;
  readonly postsPerSecond: number;
  readonly msPerFile: number;
  readonly bareMsPerFile: number;
  readonly requestsPerPost: number;
  readonly secondRunSeconds: number;
  readonly idle: MemoryUse;
  /** The most of each until ten seconds after the end. */
  readonly most: MemoryUse;
  readonly after: MemoryUse;
  /** Ten seconds after the second run. */
  readonly afterSecond: MemoryUse;
}

const PARALLEL = 8;
/** `pacing.parallel` as lib/model/settings.ts has it from the start. */
const USUAL_PARALLEL = 6;
const REST_MS = 10_000;

/** Settings of a run; everything else is as a new installation has it. */
export const pacingOf = ({ pacing }: Pick<BulkOrder, 'pacing'>): Row =>
  pacing === 'off' ? { pacing: { pageGapMin: 0, pageGapMax: 0, parallel: PARALLEL } } : {};

/** Runs a job to its end; its row then. */
export const runJob = async (run: ChromiumRun, own: Page, source: Row): Promise<Row> => {
  const before = new Set((await table(own, 'jobs')).map(({ id }) => id));
  await command(run, own, 'startJob', { source, options: {} });
  return waitFor(
    'the end of the job',
    async () => {
      const job = (await table(own, 'jobs')).find(({ id }) => !before.has(id));
      if (job?.state === 'done') return job;
      throw new Error(JSON.stringify(job));
    },
    { timeout: 1_200_000, every: 500 },
  );
};

/** From a job's request to its end. */
export const secondsOf = (job: Row): number => (Number(job.finishedAt) - Number(job.createdAt)) / 1000;

/** Saves a profile of the demo site in a new Chromium, then the same bytes by the bare loop in the same browser. */
export const bulkRun = async (order: BulkOrder): Promise<BulkLine> => {
  const site = await startSite({ rules: { latency: order.latency } });
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  try {
    const { pid } = run.child;
    const user = site.world.userByName(`demo.${order.posts}`);
    if (!user || pid === undefined) throw new Error('no account of that size, or no browser');
    const tab = await run.context.newPage();
    await tab.goto(`https://www.tiktok.com/@${user.uniqueId}`);
    // A page without a script: the others follow the database, and would be weighed with what they draw.
    const own = await run.extensionPage('privacy.html');
    await command(run, own, 'setSettings', { settings: pacingOf(order) });
    await wait(2000);
    const idle = memoryUse(pid);
    const watch = watchMemory(pid);
    site.clearLog();
    const source = { kind: 'posts', secUid: user.secUid, uniqueId: user.uniqueId };
    const job = await runJob(run, own, source);
    const requests = site.log.length;
    const addresses = mediaAddresses(site);
    await wait(REST_MS);
    const most = await watch.stop();
    const after = memoryUse(pid);
    const second = await runJob(run, own, source);
    await wait(REST_MS);
    const afterSecond = memoryUse(pid);
    // Weighing stops the processes that are weighed, 4 times a second: the unit has to bear that, too.
    const bareWatch = watchMemory(pid);
    const bareMs = await bareLoop(own, addresses, order.pacing === 'off' ? PARALLEL : USUAL_PARALLEL);
    await bareWatch.stop();
    const files = Number((job.counts as Row).saved);
    const seconds = secondsOf(job);
    return {
      ...order,
      files,
      seconds,
      bareSeconds: bareMs / 1000,
      ratio: (seconds * 1000) / bareMs,
      postsPerSecond: order.posts / seconds,
      msPerFile: (seconds * 1000) / files,
      bareMsPerFile: bareMs / addresses.length,
      requestsPerPost: requests / order.posts,
      secondRunSeconds: secondsOf(second),
      idle,
      most,
      after,
      afterSecond,
    };
  } finally {
    await run.close();
    await site.close();
  }
};

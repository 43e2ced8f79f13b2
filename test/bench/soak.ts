// Hours of use in some minutes: jobs, clicks, faults, the library opened and closed, and what stays of it. `--minutes N`
// = how long (default 22), `--hours N` = how long that stands for, `--json FILE`, `--svg FILE` = where the figures go.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { extensionDir } from '../e2e/browsers/extensionDir.ts';
import { launchChromium } from '../e2e/browsers/launchChromium.ts';
import { command } from '../e2e/support/command.ts';
import { type Row, table } from '../e2e/support/records.ts';
import { waitFor } from '../e2e/support/waitFor.ts';
import type { Fault } from '../site/faults.ts';
import { startSite } from '../site/startSite.ts';
import { pacingOf } from './support/bulkRun.ts';
import { plotLines } from './support/plotLines.ts';
import { memoryUse } from './support/processMemory.ts';
import { type TargetUse, targetUse } from './support/targetUse.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '22' },
    hours: { type: 'string', default: '4' },
    json: { type: 'string' },
    svg: { type: 'string' },
  },
});
const MINUTES = Number(values.minutes);
const HOURS = Number(values.hours);
const POSTS = 40;
const CLICKS = 4;
/** Every so often the extension is left alone until its worker and its document are closed. */
const REST_EVERY = 8;
const REST_MS = 75_000;

/** One request in twenty. */
const FAULTS: readonly Fault[] = [
  { kind: 'status', status: 503, group: 'media', chance: 0.025 },
  { kind: 'cut', group: 'media', chance: 0.025 },
  { kind: 'empty', group: 'api', chance: 0.05 },
];

interface Sample {
  readonly hour: number;
  readonly rest: boolean;
  readonly extensionMb: number;
  readonly browserMb: number;
  readonly worker: TargetUse | undefined;
  readonly offscreen: TargetUse | undefined;
  readonly tab: TargetUse | undefined;
  readonly rows: Readonly<Record<string, number>>;
  readonly openTasks: number;
  readonly indexedDbMb: number;
  readonly privateFiles: number;
  readonly blobFiles: number;
  readonly halfFiles: number;
}

const filesBelow = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(folder, name), { throwIfNoEntry: false })?.isFile(),
    );
  } catch {
    return [];
  }
};

/** What lies in the extension's own stores. */
const stored = (own: Page) =>
  own.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const open = indexedDB.open('tokshelf');
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => reject(open.error);
    });
    const rows: Record<string, number> = {};
    for (const name of database.objectStoreNames) {
      rows[name] = await new Promise<number>((resolve, reject) => {
        const count = database.transaction(name).objectStore(name).count();
        count.onsuccess = () => resolve(count.result);
        count.onerror = () => reject(count.error);
      });
    }
    database.close();
    let privateFiles = 0;
    const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const handle of (folder as unknown as { values(): AsyncIterable<FileSystemHandle> }).values()) {
        privateFiles += 1;
        if (handle.kind === 'directory') await walk(handle as FileSystemDirectoryHandle);
      }
    };
    await walk(await navigator.storage.getDirectory());
    const { usageDetails = {} } = (await navigator.storage.estimate()) as { usageDetails?: Record<string, number> };
    return { rows, privateFiles, indexedDbMb: (usageDetails.indexedDB ?? 0) / 1e6 };
  });

const ended = ['done', 'failed', 'cancelled'];

const site = await startSite();
const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
// It runs beside other work, with what that leaves of the machine.
run.context.setDefaultTimeout(240_000);
const begun = performance.now();
const samples: Sample[] = [];

const sample = async (own: Page, rest: boolean): Promise<void> => {
  const { pid = 0 } = run.child;
  const [worker, offscreen, tab] = [
    await targetUse(run.profileDir, `${run.extensionId}/background`),
    await targetUse(run.profileDir, `${run.extensionId}/offscreen`),
    await targetUse(run.profileDir, 'www.tiktok.com'),
  ];
  const memory = memoryUse(pid);
  const open = (await table(own, 'tasks')).filter(({ state }) =>
    ['planned', 'fetching', 'saving'].includes(String(state)),
  );
  samples.push({
    hour: ((performance.now() - begun) / 60_000 / MINUTES) * HOURS,
    rest,
    extensionMb: memory.extension,
    browserMb: memory.browser,
    worker,
    offscreen,
    tab,
    openTasks: open.length,
    blobFiles: filesBelow(join(run.profileDir, 'Default', 'blob_storage')).length,
    halfFiles: filesBelow(run.downloadsDir).filter((name) => name.endsWith('.crdownload')).length,
    ...(await stored(own)),
  });
  const { rows, ...shown } = samples.at(-1) as Sample;
  console.log(JSON.stringify({ ...shown, rows }));
};

const bulk = async (own: Page, posts: number): Promise<void> => {
  const user = site.world.userByName(`demo.${posts}`);
  if (!user) throw new Error('no such account');
  const source = { kind: 'posts', secUid: user.secUid, uniqueId: user.uniqueId };
  const before = new Set((await table(own, 'jobs')).map(({ id }) => id));
  await command(run, own, 'startJob', { source, options: {} });
  await waitFor(
    'the end of the job',
    async () => {
      const job = (await table(own, 'jobs')).find(({ id }: Row) => !before.has(id));
      if (job && ended.includes(String(job.state))) return job;
      throw new Error(JSON.stringify(job));
    },
    { timeout: 600_000, every: 1000 },
  );
};

const clickSome = async (own: Page, cycle: number): Promise<void> => {
  const user = site.world.userByName('demo.900');
  if (!user) throw new Error('no such account');
  const posts = site.world.postsOf(user).slice(cycle * CLICKS, (cycle + 1) * CLICKS);
  for (const { id } of posts) await command(run, own, 'save', { postId: id, uniqueId: user.uniqueId });
};

const openAndClose = async (name: string): Promise<void> => {
  const page = await run.extensionPage(name);
  await page.waitForTimeout(1500);
  await page.close();
};

try {
  const tab = await run.context.newPage();
  await tab.goto('https://www.tiktok.com/@tokshelf.demo');
  const own = await run.extensionPage('options.html');
  await command(run, own, 'setSettings', { settings: pacingOf({ pacing: 'off' }) });
  await wait(REST_MS);
  await sample(own, true);
  for (let cycle = 0; performance.now() - begun < MINUTES * 60_000; cycle += 1) {
    site.faults.splice(0, site.faults.length, ...(cycle % 2 === 1 ? FAULTS : []));
    await clickSome(own, cycle);
    await bulk(own, POSTS + cycle);
    for (const name of ['library.html', 'popup.html']) await openAndClose(name);
    await waitFor(
      'the clicks to end',
      async () => {
        const jobs = await table(own, 'jobs');
        if (jobs.every(({ state }) => ended.includes(String(state)))) return true;
        throw new Error(JSON.stringify(jobs.filter(({ state }) => !ended.includes(String(state)))));
      },
      { timeout: 600_000, every: 1000 },
    );
    // What a thumbnail is drawn of lies there for some seconds.
    await wait(6000);
    await sample(own, false);
    if (cycle % REST_EVERY !== REST_EVERY - 1) continue;
    site.faults.length = 0;
    await wait(REST_MS);
    await sample(own, true);
  }
  await wait(REST_MS);
  await sample(own, true);
} finally {
  if (values.json) writeFileSync(values.json, `${JSON.stringify(samples, undefined, 1)}\n`);
  if (values.svg) {
    const line = (name: string, of: (one: Sample) => number | undefined) => ({ name, values: samples.map(of) });
    const panels = [
      {
        title: 'memory of processes, MB',
        lines: [line('extension', (one) => one.extensionMb), line('browser', (one) => one.browserMb)],
      },
      {
        title: 'JavaScript heaps after collection, MB',
        lines: [
          line('worker', (one) => one.worker?.heapMb),
          line('offscreen document', (one) => one.offscreen?.heapMb),
          line('page of the site', (one) => one.tab?.heapMb),
        ],
      },
      {
        title: 'listeners',
        lines: [
          line('page of the site', (one) => one.tab?.listeners),
          line('offscreen document', (one) => one.offscreen?.listeners),
        ],
      },
      {
        title: 'what should be gone',
        lines: [
          line('open file tasks', (one) => one.openTasks),
          line('private files', (one) => one.privateFiles),
          line('half files', (one) => one.halfFiles),
          line('blob files', (one) => one.blobFiles),
        ],
      },
      {
        title: 'saved files (these stay)',
        lines: [line('records', (one) => one.rows.records), line('file tasks', (one) => one.rows.tasks)],
      },
    ];
    writeFileSync(
      values.svg,
      plotLines(
        panels,
        samples.map(({ hour }) => hour),
      ),
    );
  }
  await run.close();
  await site.close();
}

// Hours of use in some minutes: jobs, clicks, faults, pages opened and closed, and what stays of it. It fails where
// something grows. `--minutes N` = how long (default 22), `--hours N` = how long that stands for, `--only bulk,clicks` =
// some of the acts, `--bare N` = minutes of the bare loop for comparison, `--json FILE`, `--svg FILE` = where the figures go.
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { driveQuietly } from '../e2e/browsers/driveQuietly.ts';
import { extensionDir } from '../e2e/browsers/extensionDir.ts';
import { launchChromium } from '../e2e/browsers/launchChromium.ts';
import { command } from '../e2e/support/command.ts';
import { sendMessage } from '../e2e/support/sendMessage.ts';
import type { Fault } from '../site/faults.ts';
import { startSite } from '../site/startSite.ts';
import { drawSoak } from './soak/drawSoak.ts';
import { judgeSoak } from './soak/judgeSoak.ts';
import { playBare } from './soak/playBare.ts';
import type { SoakSample } from './soak/SoakSample.ts';
import { type SoakAct, type Stage, soakActs, untilEnded } from './soak/soakActs.ts';
import { takeSample } from './soak/takeSample.ts';
import { pacingOf } from './support/bulkRun.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '22' },
    hours: { type: 'string', default: '4' },
    only: { type: 'string' },
    bare: { type: 'string', default: '4' },
    json: { type: 'string' },
    svg: { type: 'string' },
  },
});
const MINUTES = Number(values.minutes);
const HOURS = Number(values.hours);
const acts = (values.only?.split(',') ?? Object.keys(soakActs)) as readonly SoakAct[];
/** Every so often the extension is left alone until its document is closed. */
const REST_EVERY = 2;
const REST_MS = 80_000;
/** Where no document is open. */
const SHORT_REST_MS = 10_000;
/** What a thumbnail is drawn of lies there for some seconds. */
const THUMBS_MS = 6000;
const FORGET_EVERY = 3;

/** One request in twenty. */
const FAULTS: readonly Fault[] = [
  { kind: 'status', status: 503, group: 'media', chance: 0.025 },
  { kind: 'cut', group: 'media', chance: 0.025 },
  { kind: 'empty', group: 'api', chance: 0.05 },
];

/** A browser of its own, in which the page of the site and one of the extension are open. */
const withStage = async <T>(
  work: (stage: Stage, sample: (moment: { hour: number; rest: boolean }) => Promise<SoakSample>) => Promise<T>,
): Promise<T> => {
  const site = await startSite();
  const run = await launchChromium({ extensionDir: extensionDir('chrome'), site });
  await run.browser.close();
  const quiet = await driveQuietly(run.profileDir);
  try {
    const { extensionId } = run;
    const tab = await quiet.open('https://www.tiktok.com/@tokshelf.demo');
    const own = await quiet.open(`chrome-extension://${extensionId}/trouble.html`);
    await wait(5000);
    await command({ message: sendMessage }, own, 'setSettings', { settings: pacingOf({ pacing: 'off' }) });
    // The worker lives for all of these hours: what it keeps would be gone with it.
    await quiet.keepAlive(`chrome-extension://${extensionId}/background`);
    return await work({ site, quiet, extensionId, own, tab }, (moment) => takeSample(run, quiet, own, moment));
  } finally {
    quiet.disconnect();
    await run.close();
    await site.close();
  }
};

const playUse = () =>
  withStage(async (stage, look) => {
    const begun = performance.now();
    const minutes = (): number => (performance.now() - begun) / 60_000;
    const samples: SoakSample[] = [];
    const sample = async (rest: boolean): Promise<void> => {
      const one = await look({ hour: (minutes() / MINUTES) * HOURS, rest });
      samples.push(one);
      console.log(JSON.stringify(one));
    };
    await sample(true);
    for (let cycle = 0; minutes() < MINUTES; cycle += 1) {
      stage.site.faults.splice(0, stage.site.faults.length, ...(cycle % 2 === 1 ? FAULTS : []));
      for (const name of acts) {
        if (name === 'forget' && cycle % FORGET_EVERY !== FORGET_EVERY - 1) continue;
        await untilEnded(stage);
        await soakActs[name](stage, cycle);
      }
      await untilEnded(stage);
      await wait(THUMBS_MS);
      await sample(false);
      stage.site.clearLog();
      if (cycle % REST_EVERY !== REST_EVERY - 1) continue;
      stage.site.faults.length = 0;
      await wait(REST_MS);
      await sample(true);
    }
    return samples;
  });

const playBareLoop = () =>
  withStage((stage, look) => {
    const begun = performance.now();
    const minutes = (): number => (performance.now() - begun) / 60_000;
    return playBare(
      stage,
      () => look({ hour: minutes() / 60, rest: true }),
      SHORT_REST_MS,
      () => minutes() < Number(values.bare),
    );
  });

const bare = await playBareLoop();
console.log(`the bare loop, MB a thousand files: browser ${bare.browserMb}, extension's page ${bare.extensionMb}`);
const samples = await playUse();
if (values.json) writeFileSync(values.json, `${JSON.stringify({ bare, samples }, undefined, 1)}\n`);
if (values.svg) writeFileSync(values.svg, drawSoak(samples));
const verdicts = judgeSoak(samples, bare);
for (const { what, value, most, unit, ok } of verdicts)
  console.log(`${ok ? 'ok  ' : 'MORE'} ${what}: ${Math.round(value * 100) / 100} ${unit} (≤ ${most})`);
if (verdicts.some(({ ok }) => !ok)) process.exitCode = 1;

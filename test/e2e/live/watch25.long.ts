import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { startSite } from '../../site/startSite.ts';
import { extensionDir } from '../browsers/extensionDir.ts';
import { type ChromiumRun, launchChromium } from '../browsers/launchChromium.ts';
import { changeWatches } from '../support/changeWatches.ts';
import { command } from '../support/command.ts';
import { newPlaces } from '../support/places.ts';
import { type Row, table } from '../support/records.ts';
import { waitFor } from '../support/waitFor.ts';

const ROUND_MS = 2_500;

const people = Array.from({ length: 25 }, (_, index) => `demo.${index + 1}`);
const roomOf = (name: string): string => `76920234198182${name.slice(5).padStart(5, '0')}`;

/** Lets the pause until the next round pass at once: every row is due. */
const letPass = (own: Page): Promise<void> => changeWatches(own, 0, { dueAt: 0 });

it('25 people are watched, two go live, a restart between them: both recorded, by one request a round', {
  timeout: 240_000,
}, async () => {
  const rooms = Object.fromEntries(people.map((name) => [name, { id: roomOf(name), on: false }]));
  const site = await startSite({ rules: { liveRounds: 50, liveSpeed: 4, rooms } });
  const places = newPlaces();
  const options = { extensionDir: extensionDir('chrome'), site, ...places };
  await launchChromium(options).then((first) => first.close());
  let run: ChromiumRun = await launchChromium({ ...options, login: 'keep' });
  let own = await run.extensionPage('options.html');
  const begin = async (): Promise<void> => {
    run = await launchChromium({ ...options, login: 'keep' });
    own = await run.extensionPage('options.html');
  };
  await command(run, own, 'setSettings', { settings: { live: { chat: false } } });
  for (const uniqueId of people) await command(run, own, 'watchLive', { uniqueId });
  const rows = (): Promise<Row[]> => table(own, 'watches');
  expect(await rows()).toHaveLength(25);

  const asked: string[][] = [];
  const isAsking = (path: string): boolean => path.includes('check_alive') || path.includes('/user/room');
  /** One round of a worker that was just started, and what it asked the site. */
  const round = async (): Promise<void> => {
    await run.stopWorker();
    await letPass(own);
    site.clearLog();
    await command(run, own, 'postStates', { postIds: [] });
    await waitFor('the round', () => site.log.some(({ path }) => isAsking(path)));
    // Whatever else it asks, and the recording that it begins.
    await wait(ROUND_MS);
    await waitFor('the next round planned', async () =>
      (await rows()).every(({ dueAt }) => Number(dueAt) > Date.now() + 60_000),
    );
    const live = Object.keys(site.rules.rooms).filter((name) => site.rules.rooms[name]?.on);
    // What begins or goes on with the recording of who is live is no part of the watching.
    const others = site.log.filter(({ path, query }) => isAsking(path) && !live.includes(query.uniqueId ?? ''));
    asked.push(others.map(({ path, query }) => `${path} ${(query.room_ids ?? '').split(',').filter(Boolean).length}`));
  };
  const recorded = async (): Promise<string[]> =>
    (await table(own, 'recordings')).map(({ uniqueId }) => String(uniqueId)).sort();
  const goLive = async (name: string): Promise<void> => {
    const before = await recorded();
    site.rules.rooms = { ...site.rules.rooms, [name]: { id: roomOf(name), on: true } };
    for (let rounds = 0; rounds < 4 && !(await recorded()).includes(name); rounds += 1) await round();
    expect(await recorded()).toEqual([...before, name].sort());
  };

  await round();
  await goLive('demo.4');
  await run.kill();
  await begin();
  await goLive('demo.21');
  for (let quiet = 0; quiet < 5; quiet += 1) await round();

  console.log(asked.map((one) => one.join(', ') || '-').join('\n'));
  for (const requests of asked) expect(requests.length).toBeLessThanOrEqual(1);
  expect(asked.flat().filter((one) => one.endsWith(' 25')).length).toBeGreaterThanOrEqual(3);
  expect(await recorded()).toEqual(['demo.21', 'demo.4']);
  site.rules.rooms = {};
  for (const { id } of await table(own, 'recordings')) await command(run, own, 'stopRecording', { recordingId: id });
  await waitFor('both recordings', async () => (await table(own, 'recordings')).every(({ state }) => state === 'done'));
  const files = run.tree().filter(({ path }) => path.endsWith('.mp4'));
  for (const name of ['4', '21']) expect(files.some(({ path }) => path.includes(`/Demo ${name}/`))).toBe(true);
  await run.close();
  await site.close();
  places.remove();
});
